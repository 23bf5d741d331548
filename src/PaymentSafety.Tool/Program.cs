using System.CommandLine;
using PaymentSafety.Tool;

return await ToolCommand.InvokeAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMilliseconds(500) }).ConfigureAwait(false);
