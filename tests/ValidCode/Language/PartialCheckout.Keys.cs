using Stripe;

namespace ValidCode.Language;

internal sealed partial class PartialCheckout
{
    private readonly RequestOptions _addItem = new() { IdempotencyKey = "item:" + Operation.Current.Id };

    private partial RequestOptions RequestOptionsFor(string operation)
    {
        var requestOptions = new RequestOptions { IdempotencyKey = $"{operation}:{Operation.Current.Id}" };
        return requestOptions;
    }
}

/// <summary>The request that the code runs for, from wherever it is asked.</summary>
internal sealed record Operation(string Id)
{
    private static readonly AsyncLocal<Operation?> Ambient = new();

    public static Operation Current
    {
        get => Ambient.Value ?? throw new InvalidOperationException("No operation is running.");
        set => Ambient.Value = value;
    }
}
