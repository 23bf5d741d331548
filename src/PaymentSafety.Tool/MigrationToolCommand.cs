using System.CommandLine;
using PaymentSafety.Preflight.CommandLine;
using PaymentSafety.Preflight.Reports;

namespace PaymentSafety.Tool;

/// <summary><c>payment-safety migration</c>: as the package's target writes it, and with its files as JSON.</summary>
internal static class MigrationToolCommand
{
    public static Command Create()
    {
        var command = MigrationCommand.CreateWithoutAction();
        command.Add(ToolCommand.Json);
        command.SetAction(parsed =>
        {
            var (output, isJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(ToolCommand.Json));
            var (exitCode, files) = MigrationCommand.Run(parsed, new PlainReporter(isJson ? parsed.InvocationConfiguration.Error : output, new Redactor()));
            if (isJson && files.Count > 0)
            {
                output.WriteLine(JsonText.Of(json =>
                {
                    json.WriteStartArray("files");
                    foreach (var file in files)
                        json.WriteStringValue(file);
                    json.WriteEndArray();
                }));
            }

            return (int)exitCode;
        });
        return command;
    }
}
