using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PaymentSafety.Analyzers.CardData;

/// <summary>
/// Replacing in a text hides a card number only where digits are replaced: taking out blanks and hyphens makes it easier to read, not harder.
/// </summary>
internal static class Replacements
{
    private const string Covers = "*xX•#●?";

    public static bool Hides(IInvocationOperation replace)
    {
        var texts = replace.Arguments.Where(argument => argument.Parameter?.Type.SpecialType is SpecialType.System_String or SpecialType.System_Char && !IsInput(argument)).ToArray();
        if (replace.TargetMethod.ContainingType.SpecialType == SpecialType.System_String)
        {
            // What is replaced is known only when the program runs: a part of the number itself.
            return texts.Length == 2 && !texts[0].Value.ConstantValue.HasValue;
        }

        var replacement = texts.LastOrDefault()?.Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;
        var pattern = texts.Length == 2 && texts[0].Value.ConstantValue is { HasValue: true, Value: string constant } ? constant : null;
        return replacement is null || replacement.IndexOfAny(Covers.ToCharArray()) >= 0 || (pattern is not null && TakesDigits(pattern) && replacement.IndexOf('$') < 0);
    }

    /// <summary>Regex.Replace has the text first, whose parameter is called so.</summary>
    private static bool IsInput(IArgumentOperation argument) => argument.Parameter?.Name == "input";

    private static bool TakesDigits(string pattern) =>
        !pattern.StartsWith("[^", StringComparison.Ordinal) && (pattern.Contains(@"\d") || pattern.Contains("0-9") || pattern.Contains(@"\w") || pattern.Contains('.'));
}
