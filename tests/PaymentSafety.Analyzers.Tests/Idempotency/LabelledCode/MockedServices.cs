// project: tests
using System.Linq.Expressions;
using FakeItEasy;
using Moq;
using NSubstitute;
using Stripe;

namespace Shop.Tests
{
    public class MockedServices
    {
        private readonly Mock<PaymentIntentService> _mock = new();
        private readonly CustomerService _customers = Substitute.For<CustomerService>();
        private readonly ChargeService _real = new();

        public async Task Moq()
        {
            _mock.Setup(s => s.CreateAsync(It.IsAny<PaymentIntentCreateOptions>(), null, default)).Returns(Task.FromResult(new PaymentIntent()));
            await _mock.Object.CreateAsync(new PaymentIntentCreateOptions { Amount = 1 });
            _mock.Verify(s => s.Create(It.IsAny<PaymentIntentCreateOptions>(), It.IsAny<RequestOptions>()));
            var intents = _mock.Object;
            await intents.ConfirmAsync("pi_1");
            await Mock.Of<RefundService>().CreateAsync(new RefundCreateOptions());
        }

        public async Task NSubstitute()
        {
            var refunds = Substitute.For<RefundService>();
            refunds.CreateAsync(new RefundCreateOptions()).Returns(Task.FromResult(new Refund()));
            refunds.CreateAsync(Arg.Any<RefundCreateOptions>(), Arg.Any<RequestOptions>()).Returns(Task.FromResult(new Refund()));
            await refunds.Received().CreateAsync(new RefundCreateOptions());
            await _customers.CreateAsync(new CustomerCreateOptions());
        }

        public void FakeItEasy()
        {
            var invoices = A.Fake<InvoiceService>();
            A.CallTo(() => invoices.Pay("in_1", A<InvoicePayOptions>._, A<RequestOptions>._)).Returns(new Invoice());
            invoices.Pay("in_1");
        }

        public async Task Real() => await _real.CreateAsync(new ChargeCreateOptions { Amount = 1, Currency = "usd" }); // PAY1001
    }
}

namespace Moq
{
    public class Mock
    {
        public static T Of<T>()
            where T : class => null!;
    }

    public class Mock<T>
        where T : class
    {
        public T Object => null!;

        public Setup<TResult> Setup<TResult>(Expression<Func<T, TResult>> call) => new();

        public void Verify<TResult>(Expression<Func<T, TResult>> call)
        {
        }
    }

    public class Setup<TResult>
    {
        public void Returns(TResult result)
        {
        }
    }

    public static class It
    {
        public static T IsAny<T>() => default!;
    }
}

namespace NSubstitute
{
    public static class Substitute
    {
        public static T For<T>()
            where T : class => null!;

        public static void Returns<T>(this T value, T result)
        {
        }

        public static T Received<T>(this T substitute)
            where T : class => substitute;
    }

    public static class Arg
    {
        public static T Any<T>() => default!;
    }
}

namespace FakeItEasy
{
    public static class A
    {
        public static T Fake<T>()
            where T : class => null!;

        public static Call<T> CallTo<T>(Expression<Func<T>> call) => new();
    }

    public static class A<T>
    {
        public static T _ => default!;
    }

    public class Call<T>
    {
        public void Returns(T value)
        {
        }
    }
}
