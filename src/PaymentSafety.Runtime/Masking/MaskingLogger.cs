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
                return IsClean(values, null) ? inner.BeginScope(state) : inner.BeginScope(new MaskedValues(pairs.ToString() ?? "", ValueMask.Mask(values, out _)));
            default:
                var shown = state.ToString() ?? "";
                return SensitiveText.MayHold(shown) ? inner.BeginScope(SensitiveText.Mask(shown)) : inner.BeginScope(state);
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel)) return;

        // The message is written once: here, for the look at it.
        var message = formatter(state, exception);
        var shown = exception is null ? null : MaskedException.Of(exception);
        if (ReferenceEquals(shown, exception) && !SensitiveText.MayHold(message) && AreClean(state))
            inner.Log(logLevel, eventId, state, exception, message.Written<TState>);
        else
            inner.Log(logLevel, eventId, Masked(state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], message), shown, MaskedValues.Formatter);
    }

    /// <summary>Whether the values of a line whose message is clean are clean too. What is in the message word for word is.</summary>
    private bool AreClean<TState>(TState state)
    {
        // The states of lines are structs. Cast anew for each call they are not boxed: the compiler calls the struct itself.
        if (state is not IReadOnlyList<KeyValuePair<string, object?>>) return true;
        var count = ((IReadOnlyList<KeyValuePair<string, object?>>)state).Count;
        // Where there is a template it is the last.
        if (count > 0 && ((IReadOnlyList<KeyValuePair<string, object?>>)state)[count - 1] is { Key: MaskedMessage.OriginalFormat, Value: string template })
        {
            var known = _names.Of(template, state);
            if (known.HasSensitiveName) return false;
            if (State<TState>.IsInMessage && !known.HasFormat) return true;
            return !ValueMask.MayHold((IReadOnlyList<KeyValuePair<string, object?>>)state);
        }

        var values = (IReadOnlyList<KeyValuePair<string, object?>>)state;
        return !ValueMask.HasSensitiveName(values) && !ValueMask.MayHold(values);
    }

    private static bool IsClean(IReadOnlyList<KeyValuePair<string, object?>> values, string? message) =>
        (message is null || !SensitiveText.MayHold(message)) && !ValueMask.HasSensitiveName(values) && !ValueMask.MayHold(values);

    private static MaskedValues Masked(IReadOnlyList<KeyValuePair<string, object?>> values, string message)
    {
        var masked = ValueMask.Mask(values, out var changed);
        // Written anew: a format may have hidden in the message what the value is.
        var text = changed ? MaskedMessage.Of(masked, message, values) : message;
        return new MaskedValues(SensitiveText.Mask(text), masked);
    }

    private static class State<TState>
    {
        /// <summary>Whether the state is that of LogInformation and the like or of LoggerMessage.Define, whose messages have a placeholder for every value.</summary>
        public static readonly bool IsInMessage =
            typeof(TState).FullName is { } name && (name == "Microsoft.Extensions.Logging.FormattedLogValues" || name.StartsWith("Microsoft.Extensions.Logging.LoggerMessage+LogValues", StringComparison.Ordinal));
    }
}

/// <summary>A message as the formatter of its own line.</summary>
internal static class WrittenMessage
{
    /// <summary>As a delegate it holds the message itself: one object for a line.</summary>
    public static string Written<TState>(this string message, TState state, Exception? exception) => message;
}
