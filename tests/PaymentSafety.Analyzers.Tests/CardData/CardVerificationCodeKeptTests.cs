using PaymentSafety.Analyzers.CardData;

namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>PAY2008.</summary>
public class CardVerificationCodeKeptTests
{
    private const string Libraries = """
        namespace Microsoft.EntityFrameworkCore { public class DbContext { } public class DbSet<T> { } public class ModelBuilder { public void Entity<T>() { } } public interface IEntityTypeConfiguration<T> { } }
        namespace MassTransit { public interface IConsumer<T> { } }
        """;

    [Theory]
    [InlineData("class Order { public string? {|PAY2008:Cvv|} { get; set; } } class Shop : DbContext { public DbSet<Order>? Orders { get; set; } }")]
    [InlineData("class Order { public string? {|PAY2008:CardSecurityCode|} { get; set; } public string? Last4 { get; set; } } class Shop : IEntityTypeConfiguration<Order> { }")]
    [InlineData("class Order { public string? {|PAY2008:Cvc|} { get; set; } } class Shop { void Make(ModelBuilder builder) => builder.Entity<Order>(); }")]
    [InlineData("record PayOrder(string OrderId, string {|PAY2008:Cvv|}); class Handler : IConsumer<PayOrder> { }")]
    [InlineData("[System.Runtime.Serialization.DataContract] class Message { public string? {|PAY2008:Cvv|} { get; set; } }")]
    [InlineData("[System.ComponentModel.DataAnnotations.Schema.Table(\"orders\")] class Order { public int {|PAY2008:Cvv|} { get; set; } }")]
    public Task Fires_where_a_code_is_stored(string types) => VerifyAsync(types);

    [Theory]
    [InlineData("class PaymentForm { public string? Cvv { get; set; } }")]
    [InlineData("class Order { public string? CvcCheck { get; set; } public bool HasCvv { get; set; } } class Shop : DbContext { public DbSet<Order>? Orders { get; set; } }")]
    [InlineData("class Order { [System.ComponentModel.DataAnnotations.Schema.NotMapped] public string? Cvv { get; set; } } class Shop : DbContext { public DbSet<Order>? Orders { get; set; } }")]
    public Task Is_silent_where_none_is(string types) => VerifyAsync(types);

    private static async Task VerifyAsync(string types)
    {
        var test = new CSharpAnalyzerVerifier<CardVerificationCodeKept>.Test { TestCode = "using Microsoft.EntityFrameworkCore;\nusing MassTransit;\n" + types };
        test.TestState.Sources.Add(Libraries);
        await test.RunAsync();
    }
}
