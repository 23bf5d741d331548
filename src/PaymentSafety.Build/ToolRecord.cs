using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;

namespace PaymentSafety.Build;

/// <summary>One line of the tool: <c>##pf:</c> and a JSON object. Read with what .NET Standard brings, so that nothing is loaded into MSBuild beside this task.</summary>
[DataContract]
internal sealed class ToolRecord
{
    public const string Say = "say";
    public const string Diagnostic = "diagnostic";
    public const string Done = "done";

    private const string Prefix = "##pf:";

    [DataMember(Name = "type")]
    public string? Type { get; set; }

    [DataMember(Name = "text")]
    public string? Text { get; set; }

    [DataMember(Name = "severity")]
    public string? Severity { get; set; }

    [DataMember(Name = "code")]
    public string? Code { get; set; }

    [DataMember(Name = "help")]
    public string? Help { get; set; }

    [DataMember(Name = "file")]
    public string? File { get; set; }

    [DataMember(Name = "line")]
    public int Line { get; set; }

    [DataMember(Name = "column")]
    public int Column { get; set; }

    [DataMember(Name = "exit")]
    public int? Exit { get; set; }

    /// <summary>Null for a line that is no record, or a cut-off one.</summary>
    public static ToolRecord? TryParse(string line)
    {
        // The reader of .NET Standard takes an object without its end for a whole one.
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || !line.TrimEnd().EndsWith("}", StringComparison.Ordinal))
            return null;
        try
        {
            using var json = new MemoryStream(Encoding.UTF8.GetBytes(line.Substring(Prefix.Length)));
            return (ToolRecord?)new DataContractJsonSerializer(typeof(ToolRecord)).ReadObject(json);
        }
        catch (SerializationException)
        {
            return null;
        }
    }
}
