namespace PaymentSafety.Preflight.Tests;

/// <summary>Tests that read or set DOTNET_HOST_PATH, of which the whole process has one: one after the other.</summary>
[CollectionDefinition(nameof(HostPath))]
public sealed class HostPath;
