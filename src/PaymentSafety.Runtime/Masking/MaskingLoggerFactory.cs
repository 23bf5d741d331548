using Microsoft.Extensions.Logging;

namespace PaymentSafety.Runtime.Masking;

/// <summary>Masks the log of every logger that another factory makes. AddPaymentSafety puts it around the app's own; without a host it stands alone.</summary>
/// <param name="inner">The factory whose loggers are masked. It is disposed with this one.</param>
public sealed class MaskingLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new MaskingLogger(inner.CreateLogger(categoryName));

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
