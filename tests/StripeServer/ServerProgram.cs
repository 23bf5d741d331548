using System.Globalization;
using System.Runtime.InteropServices;

namespace PaymentSafety.Tests.Stripe;

/// <summary>The server as a program: prints its address on one line, and ends when its standard input is closed or with SIGTERM.</summary>
internal static class ServerProgram
{
    private const string Usage = """
        StripeServer [--port N] [--scenario shop] [--fault KIND[@PATH][*TIMES]]... [--latency MS] [--print-keys] [--until-signal]
          --port          0 (default) for a free one
          --scenario      shop: the account of the samples
          --fault         KIND: reset close lost-answer truncated garbage hang web-page redirect not-json empty array not-gzip, or a status such as 503
                          PATH: where the path begins with it; TIMES: how often; otherwise everywhere and always
          --latency       every answer takes this much longer
          --print-keys    the shop's keys, one a line as NAME=value, after the address
          --until-signal  do not watch standard input
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        Arguments arguments;
        try
        {
            arguments = Arguments.Parse(args);
        }
        catch (FormatException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message + Environment.NewLine + Usage);
            return 3;
        }

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        if (!arguments.UntilSignal) _ = Task.Run(WaitForEndOfInput);

        await using var server = await StripeServer.StartAsync(ShopScenario.Create(), new StripeServerOptions { Port = arguments.Port, Latency = arguments.Latency });
        foreach (var (fault, path, times) in arguments.Faults) server.Faults.Add(fault, path, times);
        await Console.Out.WriteLineAsync(server.Address.GetLeftPart(UriPartial.Authority));
        if (arguments.PrintKeys) foreach (var (name, value) in ShopScenario.Keys) await Console.Out.WriteLineAsync($"{name}={value}");
        await ended.Task;
        return 0;

        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            ended.TrySetResult();
        }

        async Task WaitForEndOfInput()
        {
            while (await Console.In.ReadLineAsync() is not null) { }
            ended.TrySetResult();
        }
    }

    private sealed record Arguments(int Port, TimeSpan Latency, bool PrintKeys, bool UntilSignal, IReadOnlyList<(Fault Fault, string Path, int Times)> Faults)
    {
        public static Arguments Parse(string[] args)
        {
            var port = 0;
            var latency = TimeSpan.Zero;
            var printKeys = false;
            var untilSignal = false;
            var faults = new List<(Fault, string, int)>();
            for (var i = 0; i < args.Length; i++)
            {
                var name = args[i];
                string Value() => ++i < args.Length ? args[i] : throw new FormatException($"{name} needs a value.");
                switch (name)
                {
                    case "--port": port = Number(name, Value()); break;
                    case "--latency": latency = TimeSpan.FromMilliseconds(Number(name, Value())); break;
                    case "--print-keys": printKeys = true; break;
                    case "--until-signal": untilSignal = true; break;
                    case "--fault": faults.Add(FaultSpelling.Parse(Value())); break;
                    case "--scenario":
                        var scenario = Value();
                        if (scenario != "shop") throw new FormatException($"There is no scenario '{scenario}'.");
                        break;
                    default: throw new FormatException($"There is no option '{name}'.");
                }
            }

            return new Arguments(port, latency, printKeys, untilSignal, faults);
        }

        private static int Number(string name, string value)
            => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{name} needs a number, not '{value}'.");
    }
}
