using PaymentSafety.Core;
using PaymentSafety.Preflight.Checks;
using PaymentSafety.StripeApi;

namespace PaymentSafety.Tool.Prices;

/// <summary>The key that prices are created with. It comes from an environment variable that neither the app nor the gate reads.</summary>
internal static class CreationKeySource
{
    private static readonly string[] WritePermissions = ["rak_plan_write", "rak_product_write"];

    public static string DefaultName(StripeMode mode) => mode == StripeMode.Live ? "PAYMENTSAFETY_PRICES_KEY_LIVE" : "PAYMENTSAFETY_PRICES_KEY_TEST";

    /// <summary>The key to read with: the one that creates, or else the gate's own.</summary>
    public static (StripeApiKey? Key, Finding? Problem) ToRead(string? name, StripeMode mode, IReadOnlyDictionary<string, string> variables)
    {
        var gate = SettingNames.PreflightKey(mode);
        return name is null && !Has(variables, DefaultName(mode)) && Has(variables, gate) ? Checked(gate, mode, variables[gate]) : ToWrite(name, mode, variables);
    }

    public static (StripeApiKey? Key, Finding? Problem) ToWrite(string? name, StripeMode mode, IReadOnlyDictionary<string, string> variables)
    {
        var variable = name ?? DefaultName(mode);
        if (OwnerOf(variable) is { } owner)
            return (null, CheckTable.KeyOfTheApp.At(null, ("name", variable), ("owner", owner), ("own", DefaultName(mode))));
        return Has(variables, variable)
            ? Checked(variable, mode, variables[variable])
            : (null, CheckTable.NoCreationKey.At(null, ("name", variable), ("link", RestrictedKeyLink.For(mode, WritePermissions))));
    }

    private static (StripeApiKey? Key, Finding? Problem) Checked(string name, StripeMode mode, string value)
    {
        if (StripeKeyShape.Unusable(value, StripeKeyKind.Secret) is { } reason)
            return (null, CheckTable.UnusableKey.At(null, ("name", name), ("reason", reason)));
        return StripeKeyShape.Of(value).Mode is { } actual && actual != mode
            ? (null, CheckTable.KeyOfOtherMode.At(null, ("name", name), ("actual", actual.Word()), ("mode", mode.Word())))
            : (new StripeApiKey(name, value), null);
    }

    /// <summary>Who reads a variable of this name, however .NET's configuration lets it be written; null for nobody.</summary>
    private static string? OwnerOf(string variable)
    {
        var name = Plain(variable);
        var names = new SettingNames();
        if (names.SecretKey.Concat(names.PublishableKey).Concat(names.WebhookSecret).Any(known => Plain(known) == name))
            return "the app";
        return name == Plain(SettingNames.PreflightKey(StripeMode.Live)) || name == Plain(SettingNames.PreflightKey(StripeMode.Test)) ? "the gate" : null;
    }

    private static string Plain(string name) => name.Replace("__", ":", StringComparison.Ordinal).ToUpperInvariant();

    private static bool Has(IReadOnlyDictionary<string, string> variables, string name) => variables.TryGetValue(name, out var value) && value.Length > 0;
}
