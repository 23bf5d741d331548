namespace PaymentSafety.Analyzers.Logging;

/// <summary>How an object becomes text.</summary>
internal enum WrittenAs
{
    /// <summary>ToString.</summary>
    Text,

    /// <summary>Its members, by a log that takes objects apart.</summary>
    LoggedMembers,

    /// <summary>Its members one by one, but not theirs, by the generated code of [LogProperties]; classified ones are redacted.</summary>
    LogProperties,

    /// <summary>Its members, by a serializer.</summary>
    Json,
}
