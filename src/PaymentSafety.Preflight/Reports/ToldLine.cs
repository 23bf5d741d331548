namespace PaymentSafety.Preflight.Reports;

/// <summary>What a person was told, and need not be told again.</summary>
/// <param name="Code">The id of the check.</param>
/// <param name="Message">As it was told, without secrets.</param>
internal sealed record ToldLine(string Code, string Message);
