using System.Globalization;
using System.Net;

namespace PaymentSafety.Tests.Stripe;

/// <summary>What a payer sees in Stripe's place.</summary>
internal static class CheckoutHtml
{
    private const string Style = """
        :root { color-scheme: light dark; --text: #1a1f36; --back: #f6f8fa; --card: #fff; --line: #8792a2; --bad: #a3000b; --soft: #4f566b }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e9f0; --back: #14161f; --card: #1e2130; --line: #6b7386; --bad: #ff9a9e; --soft: #b4bac8 } }
        * { box-sizing: border-box }
        body { margin: 0; padding: 2rem 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--back) }
        main { max-width: 26rem; margin: 0 auto; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem }
        h1 { margin: 0; font-size: 1.1rem; font-weight: 600 }
        .amount { margin: .25rem 0 1rem; font-size: 2rem; font-weight: 700 }
        .note { color: var(--soft); font-size: .9rem }
        .bad { color: var(--bad); font-weight: 600 }
        button { display: block; width: 100%; min-height: 2.75rem; margin: .6rem 0; padding: .5rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 1px solid var(--line); background: none; color: inherit; cursor: pointer }
        button.pay { background: #4b45c6; border-color: #4b45c6; color: #fff }
        a { color: inherit }
        """;

    public static string Of(CheckoutSessionData session, bool declined)
    {
        var amount = Encode(Amount(session));
        var what = Encode(session.ProductName) + (session.Quantity > 1 ? $" × {session.Quantity}" : "");
        if (session.Complete) return Page("Paid", $"<h1>{what}</h1><p class=\"amount\">{amount}</p><p>This is paid. <a href=\"{Encode(session.SuccessUrl)}\">Back to the shop</a></p>");
        return Page($"Pay {amount}", $"""
            <h1>{what}</h1>
            <p class="amount">{amount}</p>
            {(declined ? "<p class=\"bad\" role=\"alert\">Your card was declined. Try another one.</p>" : "")}
            <form method="post" action="{Encode(CheckoutPages.PathOf(session))}">
              <button class="pay" id="pay" name="card" value="pays">Pay {amount}</button>
              <button id="decline" name="card" value="declined">Pay with a card that is declined</button>
            </form>
            {(session.CancelUrl is { } cancel ? $"<p><a href=\"{Encode(cancel)}\">Back to the shop without paying</a></p>" : "")}
            """);
    }

    public static string Nothing() => Page("Nothing here", "<h1>There is no such Checkout session.</h1>");

    private static string Page(string title, string content) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><link rel="icon" href="data:,"><style>{Style}</style></head>
        <body><main>
        {content}
        <p class="note">This page stands in for Stripe Checkout. It asks for no card, and no money moves.</p>
        </main></body>
        </html>
        """;

    private static string Amount(CheckoutSessionData session) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.AmountTotal / 100m:0.00} {session.Price.Currency.ToUpperInvariant()}");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
