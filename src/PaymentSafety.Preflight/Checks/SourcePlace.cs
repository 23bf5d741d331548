using PaymentSafety.Core.Json;

namespace PaymentSafety.Preflight.Checks;

/// <summary>A place in one of the user's files. Problems that stand in no file (an environment variable) point at the project file, line 1.</summary>
public sealed record SourcePlace(string File, TextPosition Position);
