using System.CommandLine;
using PaymentSafety.Preflight.CommandLine;

return await PaymentSafetyCommand.InvokeAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMilliseconds(500) }).ConfigureAwait(false);
