namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>PAY2003: objects that lead to card data through the types of their members, however these hang together.</summary>
public class HoldersTests
{
    [Fact]
    public Task Types_that_lead_to_each_other_lead_to_what_one_of_them_holds() => Cards.VerifyAsync(
        """
        using System.Collections.Generic;

        class Order { public int Id { get; set; } public Customer Buyer { get; set; } = new(); }
        class Customer { public List<Order> Orders { get; set; } = new(); public Wallet Wallet { get; set; } = new(); }
        class Wallet { public Customer Owner { get; set; } = new(); public string CardNumber { get; set; } = ""; }

        class Shop(Serilog.ILogger log)
        {
            void A(Order order) => log.Information("{@Order}", {|PAY2003:order|});
            void B(Customer customer) => log.Information("{@Customer}", {|PAY2003:customer|});
            void C(Wallet wallet) => log.Information("{@Wallet}", {|PAY2003:wallet|});
        }
        """);

    [Fact]
    public Task Types_that_lead_to_each_other_and_hold_nothing_show_nothing() => Cards.VerifyAsync(
        """
        using System.Collections.Generic;

        class Order { public int Id { get; set; } public Customer Buyer { get; set; } = new(); }
        class Customer { public List<Order> Orders { get; set; } = new(); public string Name { get; set; } = ""; }

        class Shop(Serilog.ILogger log)
        {
            void A(Order order) => log.Information("{@Order}", order);
            void B(Customer customer) => log.Information("{@Customer}", customer);
        }
        """);

    [Fact]
    public Task A_type_that_is_made_of_itself_in_a_wrapper_has_no_end() => Cards.VerifyAsync(
        """
        class Layer<T> { public Layer<Layer<T>>? Inner { get; set; } public T? Value { get; set; } }
        class Wallet { public string CardNumber { get; set; } = ""; }

        class Shop(Serilog.ILogger log)
        {
            void A(Layer<string> layer) => log.Information("{@Layer}", layer);
            void B(Layer<Wallet> layer) => log.Information("{@Layer}", {|PAY2003:layer|});
        }
        """);

    [Fact]
    public Task A_helper_brings_what_its_type_leads_to() => Cards.VerifyAsync(
        """
        class Wallet { public string CardNumber { get; set; } = ""; }

        class Shop(Serilog.ILogger log)
        {
            private readonly Wallet _paid = new();
            private object Last() => _paid;
            private object First() => new object();
            void A() => log.Information("{@Paid}", {|PAY2003:Last()|});
            void B() => log.Information("{@Paid}", First());
        }
        """);
}
