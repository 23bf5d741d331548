using System.Text;
using PaymentSafety.CommandLine;

namespace PaymentSafety.Tour;

/// <summary>Writes the tour: plain lines of ASCII, no wider than a small terminal, the same in a pipe.</summary>
internal sealed class Screen(TextWriter output)
{
    private const int Width = 110;

    public void Line(string text = "") => output.WriteLine(Ascii(text));

    /// <summary>A step's headline, and what to look at in what follows.</summary>
    public void Heading(string position, string title, string look)
    {
        Line();
        Line($"[{position}] {title}");
        Wrapped("      ", "Look at: " + look);
        output.Flush();
    }

    public void Command(string commandLine) => Wrapped("      ", "$ " + commandLine, "        ");

    /// <summary>A message of the build: where, how loud, which rule; below it what it says.</summary>
    public void Message(BuildMessage message)
    {
        Line($"      {message.FileName}({message.Line},{message.Column}): {message.Level} {message.Code}");
        Wrapped("        ", message.Text);
    }

    public void Said(string text) => Wrapped("      ", text, "        ");

    private void Wrapped(string indent, string text, string? next = null)
    {
        var line = new StringBuilder(indent);
        var isEmpty = true;
        foreach (var word in Ascii(text).Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line.Clear().Append(next ?? indent);
                isEmpty = true;
            }

            if (!isEmpty)
                line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }

        output.WriteLine(line);
    }

    private static string Ascii(string text) => string.Concat(text.Select(character => character switch
    {
        '…' => "...",
        < ' ' or > '~' => "?",
        _ => character.ToString(),
    }));
}
