using PaymentSafety.Core;

namespace PaymentSafety.Preflight.Checks;

/// <summary>
/// One row of the table of checks: what it is called, how loud it is, what it says and how it is made.
/// Everything that prints, counts or documents a check reads this row; a new check is a new row in <see cref="CheckTable"/>.
/// </summary>
public sealed class Check
{
    /// <summary>Where the words of a check are explained: this and the id in small letters.</summary>
    public const string HelpLinkBase = "https://github.com/paymentsafety/paymentsafety/blob/main/docs/preflight.md#";

    /// <summary>Makes the check over gathered facts. It does no I/O: what it reads was read before, so that every check sees the same facts.</summary>
    internal delegate IEnumerable<Finding> Evaluation(Check self, PreflightFacts facts);

    internal Check(string id, Severity live, Severity test, string message, string fix, Needs needs, Evaluation? evaluate)
    {
        Id = id;
        Live = live;
        Test = test;
        Message = message;
        Fix = fix;
        Needs = needs;
        Evaluate = evaluate;
    }

    /// <summary>PF and four digits, the first of which names the group; PAY where an analyzer reports the same.</summary>
    public string Id { get; }

    /// <summary>How loud it is where real money moves.</summary>
    public Severity Live { get; }

    /// <summary>How loud it is everywhere else.</summary>
    public Severity Test { get; }

    /// <summary>What is wrong, with named holes: <c>Plan '{plan}' has no {mode} price.</c></summary>
    public string Message { get; }

    /// <summary>What to do about it, with the same holes.</summary>
    public string Fix { get; }

    public string HelpLink => HelpLinkBase + Id.ToLowerInvariant();

    /// <summary>What must be known before the check can be made.</summary>
    internal Needs Needs { get; }

    /// <summary>How the check is made; null for a fault, which is not looked for but met on the way.</summary>
    internal Evaluation? Evaluate { get; }

    /// <summary>A finding of this check, its words filled in.</summary>
    /// <exception cref="ArgumentException">A hole of the message or the fix has no value: a bug in the check.</exception>
    internal Finding At(SourcePlace? place, params ReadOnlySpan<(string Name, string Value)> values) =>
        new(this, place, Template.Fill(Message, values), Template.Fill(Fix, values));

    public override string ToString() => Id;
}
