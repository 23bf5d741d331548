using System.Runtime.InteropServices;

namespace PaymentSafety.EndToEnd.Tests.Processes;

/// <summary>Signals to a build, as a terminal or a CI system sends them.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    // A shell that starts this run in the background has its children ignore Ctrl-C, and they hand that on.
    public static readonly string[] AsAtATerminal = ["env", "--default-signal=INT"];

    [DllImport("libc", EntryPoint = "kill")]
    public static extern int Send(int process, int signal);
}
