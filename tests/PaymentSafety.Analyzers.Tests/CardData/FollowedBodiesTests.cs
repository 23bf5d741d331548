namespace PaymentSafety.Analyzers.Tests.CardData;

/// <summary>Most bodies are not followed, because nothing sensitive is read in them or nothing leaves them: none of those in which both are may be among them.</summary>
public class FollowedBodiesTests
{
    [Fact]
    public Task A_helper_is_told_at_the_call_wherever_it_is_declared() => Cards.VerifyAsync(
        """
        class Shop(Serilog.ILogger log)
        {
            void Before(string text) => log.Information("{Text}", text);
            int Count(string text) => text.Length;
            void A(string cardNumber) { Count(cardNumber); Before({|PAY2001:cardNumber|}); }
            void B(string cardNumber) { Count(cardNumber); After({|PAY2001:cardNumber|}); }
            void C(string cardNumber) => _ = new Receipt({|PAY2001:cardNumber|});
            void D(string cardNumber) => Count(cardNumber);
            void After(string text) => log.Information("{Text}", text);
        }

        class Receipt
        {
            public Receipt(string text) => System.Console.WriteLine(text);
        }
        """);

    [Fact]
    public Task One_member_of_an_object_says_nothing_of_the_others() => Cards.VerifyAsync(
        """
        class Wallet { public string CardNumber { get; set; } = ""; public string Owner = ""; }

        class Customer(Serilog.ILogger log)
        {
            private readonly Wallet _wallet = new();
            public string CardNumber { get; set; } = "";
            public string Name { get; set; } = "";
            void A() => log.Information("{Name} {Owner}", Name, _wallet.Owner);
            void B() => log.Information("{Name} {Owner}", this.Name, new Wallet().Owner);
            void C() => log.Information("{@Customer}", {|PAY2003:this|});
            void D() => log.Information("{Number}", {|PAY2001:_wallet.CardNumber|});
        }
        """);

    [Fact]
    public Task What_wraps_an_object_gives_all_of_it() => Cards.VerifyAsync(
        """
        using System;
        using System.Collections.Generic;

        class Wallet { public string CardNumber { get; set; } = ""; }

        class Shop(Serilog.ILogger log)
        {
            void A(Lazy<Wallet> wallet) => log.Information("{@Wallet}", {|PAY2003:wallet.Value|});
            void B((Wallet, int) paid) => log.Information("{@Wallet}", {|PAY2003:paid.Item1|});
            void C(Dictionary<string, Wallet> wallets) => log.Information("{@Wallet}", {|PAY2003:wallets["a"]|});
            void D(Wallet[] wallets) => log.Information("{@Wallet}", {|PAY2003:wallets[0]|});
            void E(KeyValuePair<string, object> setting) => log.Information("{Value}", setting.Value);
        }
        """);
}
