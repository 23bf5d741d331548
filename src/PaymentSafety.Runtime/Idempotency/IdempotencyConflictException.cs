namespace PaymentSafety.Runtime.Idempotency;

/// <summary>An operation was begun with other parameters, and whether Stripe carried it out is not known. Complete or fail the first before the second.</summary>
public sealed class IdempotencyConflictException(string operation, int attempt)
    : InvalidOperationException($"'{operation}' was begun before with other parameters (attempt {attempt}), and its outcome is not known. Complete or fail that attempt first.");
