using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PaymentSafety.Runtime.Masking;

namespace PaymentSafety.Runtime.Tests.Masking;

public sealed class LogMaskingTests
{
    private const string Card = "4242424242424242";

    private readonly SinkProvider _sink = new();

    public static TheoryData<string> Secrets => [Card, "4242 4242 4242 4242", TestKeys.Secret("live"), TestKeys.Restricted("test"), TestKeys.Webhook('x'), TestKeys.ClientSecret];

    [Theory]
    [MemberData(nameof(Secrets))]
    public void No_sink_sees_a_secret_by_whatever_way_it_came(string secret)
    {
        var logger = Logger();
        using (logger.BeginScope("scope {Value}", secret))
        using (logger.BeginScope(secret))
        using (logger.BeginScope(new Dictionary<string, object> { ["Value"] = secret }))
        using (logger.BeginScope(new Holder(secret)))
        {
            logger.LogInformation("value {Value}", secret);
#pragma warning disable CA2254 // The template itself is what is tried.
            logger.LogInformation($"interpolated {secret}");
#pragma warning restore CA2254
            logger.LogInformation("object {Value}", new Holder(secret));
            logger.LogInformation("list {Value}", (object)new[] { "a", secret });
            logger.LogError(new InvalidOperationException($"outer {secret}", new ArgumentException($"inner {secret}")), "failed");
            logger.LogError(new InvalidOperationException("with data") { Data = { ["value"] = secret } }, "failed");
            logger.Log(LogLevel.Information, 7, secret, null, (state, _) => state);
            logger.Log(LogLevel.Information, 7, new KeyValuePair<string, object?>[] { new("Hidden", secret) }, null, (_, _) => "not in the message");
        }

        Assert.Equal(8, _sink.Messages.Count);
        Assert.DoesNotContain(_sink.Everything, text => text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_placeholder_is_called_counts_too()
    {
        var logger = Logger();

        logger.LogInformation("cvc {Cvc}, card {CardNumber}, {{braces}}, at {At:HH:mm}, of {Total,8:0.00}", 123, "4242-4242-4242-4242", new TimeOnly(4, 5), 9.5);
        logger.LogInformation("key {ApiKey} {Cvv}", "not-a-key-of-stripes", null);

        Assert.Equal(["cvc ***, card 4242-42**-****-4242, {braces}, at 04:05, of 9.50", "key … (null)"], _sink.Messages);
        Assert.DoesNotContain(_sink.Everything, text => text.Contains("not-a-key", StringComparison.Ordinal) || text == "123");
    }

    [Fact]
    public void A_number_that_is_a_card_is_masked_and_other_values_stay_what_they_are()
    {
        Logger().LogInformation("card {Value}, order {Order}, at {At}", 4242424242424242L, 42, DateTime.UnixEpoch);

        Assert.Equal("card ************4242, order 42, at 01/01/1970 00:00:00", Assert.Single(_sink.Messages));
        Assert.Contains(_sink.Values, value => value is 42);
        Assert.Contains(_sink.Values, value => value is DateTime);
    }

    [Fact]
    public void A_number_is_masked_that_its_format_hides_in_the_message()
    {
        var define = LoggerMessage.Define<long>(LogLevel.Information, 7, "card {Value:N0}");

        Logger().LogInformation("card {Value:N0}", 4242424242424242L);
        define(Logger(), 4242424242424242L, null);
        Logger().Log(LogLevel.Information, 7, new KeyValuePair<string, object?>[] { new("Hidden", 4242424242424242L) }, null, (_, _) => "not in the message");

        Assert.DoesNotContain(_sink.Values, value => value is 4242424242424242L);
        Assert.DoesNotContain(_sink.Everything, text => text.Contains(Card, StringComparison.Ordinal) || text.Contains("4,242", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_with_nothing_to_mask_goes_through_as_it_is()
    {
        var exception = new InvalidOperationException("nothing in it");

        Logger().LogWarning(exception, "Order {Order} of {Customer} took {Seconds} s", "order_42", "cus_1", 0.8);

        Assert.Equal("Order order_42 of cus_1 took 0.8 s", Assert.Single(_sink.Messages));
        Assert.Same(exception, Assert.Single(_sink.Exceptions));
        Assert.DoesNotContain(nameof(MaskedValues), _sink.StateTypes);
    }

    [Fact]
    public void A_masked_exception_tells_type_message_stack_and_causes()
    {
        try
        {
            throw new InvalidOperationException($"Card {Card} was declined", new TimeoutException("no answer"));
        }
        catch (InvalidOperationException exception)
        {
            Logger().LogError(exception, "failed");
        }

        var masked = Assert.Single(_sink.Exceptions)!;
        Assert.Equal("Card ************4242 was declined", masked.Message);
        Assert.Contains(nameof(A_masked_exception_tells_type_message_stack_and_causes), masked.StackTrace, StringComparison.Ordinal);
        Assert.StartsWith("System.InvalidOperationException: Card ************4242 was declined", masked.ToString(), StringComparison.Ordinal);
        Assert.IsType<TimeoutException>(masked.InnerException);
    }

    [Fact]
    public void A_level_that_is_off_costs_no_message()
    {
        var written = 0;
        _sink.Least = LogLevel.Error;

        Logger().Log(LogLevel.Information, 0, "state", null, (state, _) => state + ++written);

        Assert.Equal((0, 0), (written, _sink.Messages.Count));
    }

    [Fact]
    public async Task An_app_that_sets_up_its_log_afterwards_is_told_so()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Services.AddPaymentSafety();
        builder.Services.AddPaymentSafety();
        builder.Services.AddSingleton<ILoggerFactory>(LoggerFactory.Create(_ => { }));
        using var host = builder.Build();

        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith("PF2026 The log is not masked: ", exception.Message, StringComparison.Ordinal);
    }

    private ILogger Logger()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_sink));
        services.AddPaymentSafety();
        services.AddPaymentSafety();
        var factory = services.BuildServiceProvider().GetRequiredService<ILoggerFactory>();
        Assert.IsType<MaskingLoggerFactory>(factory);
        return factory.CreateLogger("test");
    }

    private sealed record Holder(string Value)
    {
        public override string ToString() => $"Holder of {Value}";
    }

    /// <summary>Keeps everything that a sink can see.</summary>
    private sealed class SinkProvider : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public LogLevel Least { get; set; }

        public List<string> Messages { get; } = [];

        public List<Exception?> Exceptions { get; } = [];

        public List<object?> Values { get; } = [];

        public List<string> StateTypes { get; } = [];

        public List<string> Everything { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= Least;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Messages.Add(formatter(state, exception));
            Exceptions.Add(exception);
            StateTypes.Add(typeof(TState).Name);
            Everything.Add(Messages[^1]);
            Keep(state);
            _scopes.ForEachScope((scope, _) => Keep(scope), 0);
            for (var cause = exception; cause is not null; cause = cause.InnerException)
            {
                Everything.AddRange([cause.ToString(), cause.Message]);
                foreach (System.Collections.DictionaryEntry entry in cause.Data) Everything.Add($"{entry.Value}");
            }
        }

        public void Dispose()
        {
        }

        private void Keep(object? state)
        {
            Everything.Add(state?.ToString() ?? "");
            if (state is not IEnumerable<KeyValuePair<string, object?>> pairs) return;
            foreach (var (_, value) in pairs)
            {
                Values.Add(value);
                Everything.Add(value is string or not System.Collections.IEnumerable ? value?.ToString() ?? "" : string.Join(", ", ((System.Collections.IEnumerable)value).Cast<object?>()));
            }
        }
    }
}
