using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PaymentSafety.Analyzers.Values;

namespace PaymentSafety.Analyzers.Money;

/// <summary>
/// Whether the code around a number speaks of money, for names that are money in one program and something else in the next. It looks at the member, the type and the namespace,
/// and at what else a small type says. Made once a compilation: each word is looked at once.
/// </summary>
internal sealed class MoneySubject
{
    /// <summary>In characters. A larger type does many things, and what one member does says little of another.</summary>
    private const int SmallType = 4000;

    /// <summary>What people who speak of money speak of.</summary>
    private static readonly HashSet<string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        "invoice", "invoices", "order", "orders", "cart", "basket", "checkout", "bill", "bills", "billing", "account", "accounts", "accounting", "bank", "banking", "customer", "customers", "purchase", "purchases", "purchased", "sale", "sales",
        "shop", "shopping", "currency", "currencies", "wallet", "loan", "loans", "mortgage", "booking", "bookings", "coupon", "coupons", "voucher", "vouchers", "receipt", "receipts", "payroll", "employee", "employees", "withdraw", "withdrawal",
        "stripe", "paypal", "atm", "expense", "expenses", "payable", "receivable", "ledger", "shipping", "rental", "cash", "pay", "payer", "payee", "finance", "financial",
    };

    /// <summary>Words of prose too ("in order to account for"): in a comment they say nothing, so they count as part of a longer name, or written as a type is.</summary>
    private static readonly HashSet<string> Prose = new(StringComparer.Ordinal) { "order", "orders", "account", "accounts", "bill", "bank", "pay", "sale", "cash", "receipt", "shop", "stripe" };

    private readonly IdentifierSearch _search = new(IsSign);
    private readonly ConcurrentDictionary<(SyntaxTree Tree, int Start), bool> _members = new();

    /// <summary>Whether a number with this name is money here.</summary>
    public bool IsMoney(string name, SyntaxNode place)
    {
        if (MoneyNames.IsCertain(name))
        {
            return true;
        }

        var member = AssignedOnce.BodyOf(place);
        var key = (member.SyntaxTree, member.SpanStart);
        if (!_members.TryGetValue(key, out var isAbout))
        {
            _members[key] = isAbout = IsAbout(member, place);
        }

        return isAbout;
    }

    private bool IsAbout(SyntaxNode member, SyntaxNode place)
    {
        if (_search.IsIn(member.GetReference()))
        {
            return true;
        }

        foreach (var outer in place.Ancestors())
        {
            var name = outer switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
                _ => null,
            };
            if (name is not null && (Words.Of(name).Any(word => Signs.Contains(word) || MoneyNames.IsMoneyWord(word)) || (outer is BaseTypeDeclarationSyntax && outer.Span.Length < SmallType && _search.IsIn(outer.GetReference()))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSign(string identifier)
    {
        if (Prose.Contains(identifier) || identifier.StartsWith("OrderBy", StringComparison.Ordinal) || identifier.StartsWith("SortOrder", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return MoneyNames.IsCertain(identifier) || Words.Of(identifier).Any(Signs.Contains);
    }
}
