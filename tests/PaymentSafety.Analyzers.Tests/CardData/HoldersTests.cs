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

    [Fact]
    public Task What_a_type_is_made_for_counts_wherever_it_is_declared() => Cards.VerifyAsync(
        """
        using System.Collections.Generic;

        class Wallet { public string CardNumber { get; set; } = ""; }
        class Page<T> { public List<T> Items { get; set; } = new(); public class Cursor { public T? Current { get; set; } } }
        class Wallets : Page<Wallet> { }
        class Report { public Page<Wallet>.Cursor? At { get; set; } }

        class Shop(Serilog.ILogger log)
        {
            void A(Page<Wallet> page) => log.Information("{@Page}", {|PAY2003:page|});
            void B(Page<Wallet>.Cursor cursor) => log.Information("{@Cursor}", {|PAY2003:cursor|});
            void C(Wallets wallets) => log.Information("{@Wallets}", {|PAY2003:wallets|});
            void D(Report report) => log.Information("{@Report}", {|PAY2003:report|});
            void E(Page<string>.Cursor cursor) => log.Information("{@Cursor}", cursor);
            void F(Wallet? wallet) => log.Information("{@Wallet}", {|PAY2003:wallet|});
        }
        """);

    [Fact]
    public Task A_helper_that_lets_nothing_out_shows_nothing() => Cards.VerifyAsync(
        """
        class Wallet { public string CardNumber { get; set; } = ""; }

        class Shop(Serilog.ILogger log)
        {
            private int _count;
            private void Count(Wallet wallet) => _count += wallet.CardNumber.Length;
            private void Tell(Wallet wallet) => log.Information("{@Wallet}", {|PAY2003:wallet|});
            void A(Wallet wallet) => Count(wallet);
            void B(object anything) => Tell2(anything);
            void C(string cardNumber) => Tell2({|PAY2001:cardNumber|});
            private void Tell2(object anything) => log.Information("{Anything}", anything);
        }
        """);
}
