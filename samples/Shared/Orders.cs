using System.Collections.Concurrent;

namespace Shop;

/// <summary>An order: what was bought, and the payment when it was paid.</summary>
internal sealed record Order(string Id, string Plan, string? PaymentIntentId = null);

/// <summary>The orders; a real shop has a database here.</summary>
internal sealed class Orders
{
    private readonly ConcurrentDictionary<string, Order> _orders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _events = new(StringComparer.Ordinal);

    public Order Add(string plan)
    {
        var order = new Order("order_" + Guid.NewGuid().ToString("N"), plan);
        return _orders[order.Id] = order;
    }

    public Order? Find(string id) => _orders.GetValueOrDefault(id);

    /// <summary>False for an event that came before: Stripe may send one twice.</summary>
    public bool MarkPaid(string orderId, string? paymentIntentId, string eventId)
    {
        if (Find(orderId) is not { } order || !_events.TryAdd(eventId, orderId))
            return false;
        _orders[orderId] = order with { PaymentIntentId = paymentIntentId };
        return true;
    }
}
