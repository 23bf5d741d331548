namespace PaymentSafety.Core;

/// <summary>How loud a problem of the settings is.</summary>
public enum SettingSeverity
{
    /// <summary>Not reported.</summary>
    None,

    /// <summary>Told, and nothing more.</summary>
    Message,

    /// <summary>A risk.</summary>
    Warning,

    /// <summary>Certain harm: nothing may be published, and an app does not start.</summary>
    Error,
}

/// <summary>One rule about the settings of an app that uses Stripe: what it is called, how loud it is and what it says, in the gate and at start-up alike.</summary>
public sealed class SettingRule
{
    internal SettingRule(string id, SettingSeverity live, SettingSeverity test, string message, string fix) => (Id, Live, Test, Message, Fix) = (id, live, test, message, fix);

    /// <summary>PF20 and two digits.</summary>
    public string Id { get; }

    /// <summary>How loud it is where real money moves.</summary>
    public SettingSeverity Live { get; }

    /// <summary>How loud it is everywhere else.</summary>
    public SettingSeverity Test { get; }

    /// <summary>What is wrong, with named holes.</summary>
    public string Message { get; }

    /// <summary>What to do about it, with the same holes.</summary>
    public string Fix { get; }

    /// <summary>How loud it is in a mode.</summary>
    public SettingSeverity SeverityIn(StripeMode mode) => mode == StripeMode.Live ? Live : Test;

    /// <inheritdoc/>
    public override string ToString() => Id;

    /// <summary>A problem of this rule.</summary>
    internal SettingProblem At(StripeSetting? setting, params (string Name, string Value)[] values) => new(this, setting, values);
}

/// <summary>What a rule found.</summary>
public sealed class SettingProblem
{
    internal SettingProblem(SettingRule rule, StripeSetting? setting, (string Name, string Value)[] values)
    {
        Rule = rule;
        Setting = setting;
        Values = values;
    }

    /// <summary>The rule.</summary>
    public SettingRule Rule { get; }

    /// <summary>The setting it is about; null when it is about one that is missing.</summary>
    public StripeSetting? Setting { get; }

    /// <summary>What is wrong.</summary>
    public string Message => Template.Fill(Rule.Message, Values);

    /// <summary>What to do about it.</summary>
    public string Fix => Template.Fill(Rule.Fix, Values);

    internal (string Name, string Value)[] Values { get; }

    /// <summary>Id, problem and fix on one line: <c>PF2002 Production uses a test secret key (…). Set a live restricted key.</c></summary>
    public override string ToString() => $"{Rule.Id} {Message} {Fix}";
}
