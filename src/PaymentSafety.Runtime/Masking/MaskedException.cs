namespace PaymentSafety.Runtime.Masking;

/// <summary>What a log is given instead of an exception whose text holds something: type, message, stack and causes, masked.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _text;
    private readonly string? _stackTrace;

    private MaskedException(Exception exception, string text)
        : base(SensitiveText.Mask(exception.Message), exception.InnerException is { } inner ? Of(inner) : null)
    {
        _text = text;
        _stackTrace = exception.StackTrace;
        HResult = exception.HResult;
        Source = exception.Source;
        foreach (var key in exception.Data.Keys)
            Data[key is string name ? SensitiveText.Mask(name) : key] = ValueMask.Mask(key as string ?? "", exception.Data[key]);
    }

    public override string? StackTrace => _stackTrace;

    /// <summary>The exception itself, where there is nothing to mask: sinks that ask for its type get it.</summary>
    public static Exception Of(Exception exception)
    {
        var text = exception.ToString();
        var masked = SensitiveText.Mask(text);
        return ReferenceEquals(text, masked) && !DataHolds(exception) ? exception : new MaskedException(exception, masked);
    }

    public override string ToString() => _text;

    private static bool DataHolds(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            foreach (System.Collections.DictionaryEntry entry in exception.Data)
            {
                if (!ReferenceEquals(ValueMask.Mask(entry.Key as string ?? "", entry.Value), entry.Value)) return true;
            }
        }

        return false;
    }
}
