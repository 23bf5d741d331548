using System.Linq.Expressions;
using Stripe;

namespace ValidCode.Idempotency;

/// <summary>What stands in for Stripe in the tests of a shop. None of it sends anything.</summary>
internal sealed class FakePaymentIntentService : PaymentIntentService
{
    private readonly Dictionary<string, PaymentIntent> _byKey = [];

    public override Task<PaymentIntent> CreateAsync(
        PaymentIntentCreateOptions options, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default)
    {
        var key = requestOptions?.IdempotencyKey ?? $"none-{_byKey.Count}";
        if (!_byKey.TryGetValue(key, out var intent))
            _byKey[key] = intent = new PaymentIntent { Id = $"pi_{_byKey.Count}", Amount = options.Amount.GetValueOrDefault(), Status = "succeeded" };
        return Task.FromResult(intent);
    }
}

internal sealed class NoRefunds : ICreatable<Refund, RefundCreateOptions>
{
    public Refund Create(RefundCreateOptions createOptions, RequestOptions? requestOptions = null) => throw new StripeException("refunds are off");

    public Task<Refund> CreateAsync(RefundCreateOptions createOptions, RequestOptions? requestOptions = null, CancellationToken cancellationToken = default) =>
        Task.FromException<Refund>(new StripeException("refunds are off"));
}

/// <summary>The little of a mocking library that the lines below need.</summary>
internal sealed class Mock<T>
    where T : class
{
    private readonly List<string> _setups = [];

    public Mock<T> Setup<TResult>(Expression<Func<T, TResult>> call)
    {
        _setups.Add(call.Body.ToString());
        return this;
    }

    public void Verify(Expression<Action<T>> call, int times) => _setups.RemoveAll(s => s == call.Body.ToString() && times > 0);
}

internal static class It
{
    public static T IsAny<T>() => default!;
}

internal static class MockedCalls
{
    public static Mock<RefundService> Refunds()
    {
        // Expression trees describe a call; they do not make it.
        var refunds = new Mock<RefundService>();
        refunds.Setup(x => x.CreateAsync(It.IsAny<RefundCreateOptions>(), null, default));
        refunds.Setup(x => x.Cancel("re_1", null, It.IsAny<RequestOptions>()));
        refunds.Verify(x => x.Create(It.IsAny<RefundCreateOptions>(), null), 1);
        return refunds;
    }
}
