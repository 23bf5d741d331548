using Microsoft.Extensions.Logging;

namespace PaymentSafety.Runtime.Masking;

/// <summary>
/// Masks what is written before any sink sees it: the message, the values of its placeholders, scopes, exceptions. A line with nothing to mask goes through
/// as it is, with its own state, so that sinks that know the state's type find it.
/// </summary>
internal sealed class MaskingLogger(ILogger inner) : ILogger
{
    private readonly TemplateNames _names = new();

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        switch (state)
        {
            case string text:
                return inner.BeginScope(SensitiveText.Mask(text));
            case IReadOnlyList<KeyValuePair<string, object?>> list:
                return IsClean(list, list.ToString()) ? inner.BeginScope(state) : inner.BeginScope(Masked(list, list.ToString() ?? ""));
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                var values = pairs.ToList();
                // What it is called by itself is the name of its type.
                return IsClean(values, null) ? inner.BeginScope(state) : inner.BeginScope(new MaskedValues(pairs.ToString() ?? "", ValueMask.Mask(values)));
            default:
                var shown = state.ToString() ?? "";
                return SensitiveText.MayHold(shown) ? inner.BeginScope(SensitiveText.Mask(shown)) : inner.BeginScope(state);
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel)) return;

        var message = formatter(state, exception);
        var shown = exception is null ? null : MaskedException.Of(exception);
        var values = state as IReadOnlyList<KeyValuePair<string, object?>>;
        if (ReferenceEquals(shown, exception) && !SensitiveText.MayHold(message) && (values is null || AreClean<TState>(values)))
            // The message is written once: here, for the look at it.
            inner.Log(logLevel, eventId, state, exception, new Written<TState>(message).Message);
        else
            inner.Log(logLevel, eventId, Masked(values ?? [], message), shown, MaskedValues.Formatter);
    }

    /// <summary>The values of a line whose message is clean. What is in the message word for word is clean with it.</summary>
    private bool AreClean<TState>(IReadOnlyList<KeyValuePair<string, object?>> values) =>
        !_names.HasSensitiveName(values) && (State<TState>.IsInMessage || !ValueMask.MayHold(values));

    private static bool IsClean(IReadOnlyList<KeyValuePair<string, object?>> values, string? message) =>
        (message is null || !SensitiveText.MayHold(message)) && !ValueMask.HasSensitiveName(values) && !ValueMask.MayHold(values);

    private static MaskedValues Masked(IReadOnlyList<KeyValuePair<string, object?>> values, string message)
    {
        var masked = ValueMask.Mask(values);
        var text = ValueMask.HasSensitiveName(values) ? MaskedMessage.Of(masked, message, values) : message;
        return new MaskedValues(SensitiveText.Mask(text), masked);
    }

    private static class State<TState>
    {
        /// <summary>Whether the state is that of LogInformation and the like, whose message has a placeholder for every value.</summary>
        public static readonly bool IsInMessage = typeof(TState).FullName == "Microsoft.Extensions.Logging.FormattedLogValues";
    }

    /// <summary>A formatter that has its answer.</summary>
    private sealed class Written<TState>(string message)
    {
        public string Message(TState state, Exception? exception) => message;
    }
}
