using Xunit.Sdk;

namespace PaymentSafety.Analyzers.Tests.Verification;

/// <summary>What was expected of an analyzer or a fix and what it did differ, or the test itself cannot be run as written.</summary>
public sealed class VerificationException(string message) : XunitException(message);
