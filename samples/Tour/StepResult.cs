namespace PaymentSafety.Tour;

/// <summary>What a step of the tour came to.</summary>
/// <param name="Title">What was done.</param>
/// <param name="Outcome">What came of it, in a few words.</param>
/// <param name="Problems">What did not behave as described; empty when all did.</param>
internal sealed record StepResult(string Title, string Outcome, TimeSpan Took, IReadOnlyList<string> Problems);
