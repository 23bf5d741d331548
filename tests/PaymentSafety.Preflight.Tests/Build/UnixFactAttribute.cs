namespace PaymentSafety.Preflight.Tests.Build;

/// <summary>A fact whose child process is a shell script.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? UnixTheoryAttribute.Reason : null;
}

/// <inheritdoc cref="UnixFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public const string Reason = "the child process is a shell script";

    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? Reason : null;
}
