using System.Runtime.InteropServices;

namespace PaymentSafety.Runtime.Tests.Native;

/// <summary>A fact that compiles to native code, which takes a C compiler for its linker.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.OSArchitecture != Architecture.X64) Skip = "The packs of the native compiler are asked for on Linux x64 only.";
        else if (!File.Exists("/usr/bin/gcc") && !File.Exists("/usr/bin/clang")) Skip = "There is neither clang nor gcc, one of which links native code.";
    }
}
