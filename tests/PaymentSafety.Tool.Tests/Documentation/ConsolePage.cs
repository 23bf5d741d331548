using System.Text.RegularExpressions;

namespace PaymentSafety.Tool.Tests.Documentation;

/// <summary>A page whose console blocks are commands and what they print: "$ command", then its output, up to the next command or the end of the block.</summary>
internal sealed partial class ConsolePage(string path)
{
    private string _text = File.ReadAllText(path).ReplaceLineEndings("\n");

    /// <summary>The first block of a language.</summary>
    public string Block(string language) => Regex.Match(_text, $"^```{language}\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Groups["text"].Value;

    /// <summary>The commands in their order, and what the page says that they print.</summary>
    public IReadOnlyList<(string Command, string Output)> Commands() =>
        [.. ConsoleBlock().Matches(_text).SelectMany(block => Step().Matches(block.Groups["text"].Value)).Select(step => (step.Groups["command"].Value, step.Groups["output"].Value))];

    /// <summary>Writes what was printed into the page.</summary>
    public void Rewrite(IReadOnlyList<string> outputs)
    {
        var next = 0;
        _text = ConsoleBlock().Replace(_text, block => "```console\n" + Step().Replace(block.Groups["text"].Value, step => $"$ {step.Groups["command"].Value}\n{outputs[next++]}") + "```");
        File.WriteAllText(path, _text);
    }

    [GeneratedRegex(@"^```console\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ConsoleBlock();

    [GeneratedRegex(@"^\$ (?<command>.+)\n(?<output>(?!\$ )(.*\n(?!\$ ))*(.*\n)?)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Step();
}
