using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace PaymentSafety.Analyzers.PriceIds;

/// <summary>Members for the plans of a map: <c>lite-monthly</c> is <c>LiteMonthly</c>.</summary>
internal static class PriceIdNames
{
    /// <summary>What the generated class has beside the plans, and what every class has.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "All", "Find", "FindByPriceId", "For", "Test", "Live", "StripePrices", "Equals", "ReferenceEquals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize",
    };

    /// <summary>A name for each plan, in their order.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> plans)
    {
        var names = plans.Select(Plain).ToList();
        var shared = new HashSet<string>(names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key), StringComparer.Ordinal);
        // By the plan's own name and not by a number: where plans change places, a member must not come to mean another plan.
        return names.Select((name, index) => shared.Contains(name) ? $"{name}_{Hash(plans[index])}" : name).ToList();
    }

    private static string Plain(string plan)
    {
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var character in plan)
        {
            if (!char.IsLetterOrDigit(character))
            {
                startsWord = true;
                continue;
            }

            name.Append(startsWord ? char.ToUpper(character, CultureInfo.InvariantCulture) : character);
            startsWord = false;
        }

        var plain = name.ToString();
        if (plain.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(plain[0]))
        {
            plain = "Plan" + plain;
        }

        return Taken.Contains(plain) ? plain + "Plan" : plain;
    }

    /// <summary>FNV-1a over UTF-16: four digits that depend on the name alone.</summary>
    private static string Hash(string text)
    {
        var hash = 2166136261;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
