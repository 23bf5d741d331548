namespace PaymentSafety.Analyzers.Logging;

/// <summary>One way out of the program, as it is used at a call.</summary>
/// <param name="Kind">Where to.</param>
/// <param name="Name">What the message calls it: the method, or the member that is set.</param>
/// <param name="Form">What is made of an object there.</param>
internal sealed record SinkUse(SinkKind Kind, string Name, WrittenAs Form);
