using System.Net;
using System.Text.Json.Nodes;

namespace PaymentSafety.Tests.Stripe;

/// <summary>The page on which a payer pays a Checkout session. It asks for no card: a button pays, another has the bank decline.</summary>
internal sealed class CheckoutPages(StripeWorld world, WebhookSender webhooks)
{
    private const string Folder = "/c/pay/";
    private const string DeclineCode = "insufficient_funds";

    public static bool Has(HttpRequest request) => request.Path.StartsWithSegments(Folder.TrimEnd('/'));

    public static string PathOf(CheckoutSessionData session) => Folder + session.Id;

    public async Task AnswerAsync(HttpContext context)
    {
        var id = context.Request.Path.Value![Folder.Length..];
        if (Find(id) is not var (account, mode, session))
        {
            await WriteAsync(context, 404, CheckoutHtml.Nothing());
            return;
        }

        if (!HttpMethods.IsPost(context.Request.Method)) await WriteAsync(context, 200, CheckoutHtml.Of(session, declined: false));
        else if (session.Complete) Redirect(context, session.SuccessUrl);
        else if (context.Request.Form["card"] == "declined")
        {
            await DeclineAsync(account, mode, session);
            await WriteAsync(context, 200, CheckoutHtml.Of(session, declined: true));
        }
        else
        {
            Pay(account, mode, session);
            Redirect(context, session.SuccessUrl);
        }
    }

    private void Pay(StripeAccountData account, StripeModeData mode, CheckoutSessionData session)
    {
        var payment = Payment(account, mode, session) with { Status = "succeeded", DeclineCode = null };
        var complete = session with { Complete = true, PaymentIntentId = payment.Id };
        mode.PaymentIntents.Put(payment);
        mode.CheckoutSessions.Put(complete);
        // The payer is not kept waiting for the shop's endpoint: often the payer is back before the event is there.
        _ = SendAsync();

        async Task SendAsync()
        {
            await webhooks.SendAsync(account, mode, Event(account, mode, "payment_intent.succeeded", payment.Id, payment.ToJson(mode.Livemode)));
            await webhooks.SendAsync(account, mode, Event(account, mode, "checkout.session.completed", complete.Id, complete.ToJson(mode.Livemode, null)));
        }
    }

    private Task DeclineAsync(StripeAccountData account, StripeModeData mode, CheckoutSessionData session)
    {
        var payment = mode.PaymentIntents.Put(Payment(account, mode, session) with { DeclineCode = DeclineCode });
        mode.CheckoutSessions.Put(session with { PaymentIntentId = payment.Id });
        return webhooks.SendAsync(account, mode, Event(account, mode, "payment_intent.payment_failed", payment.Id, payment.ToJson(mode.Livemode)));
    }

    /// <summary>A session has one payment, however often it is tried.</summary>
    private static PaymentIntentData Payment(StripeAccountData account, StripeModeData mode, CheckoutSessionData session) =>
        (session.PaymentIntentId is { } known ? mode.PaymentIntents.Find(known) : null)
        ?? new PaymentIntentData(StripeIds.Object("pi", account.Id, mode.NextNumber()), session.AmountTotal, session.Price.Currency, "requires_payment_method")
        {
            Created = Now(),
            Customer = session.Customer,
            Metadata = session.PaymentMetadata,
        };

    private static EventData Event(StripeAccountData account, StripeModeData mode, string type, string objectId, JsonObject json) =>
        new(StripeIds.Object("evt", account.Id, mode.NextNumber()), type) { Created = Now(), ObjectId = objectId, Object = json };

    private (StripeAccountData Account, StripeModeData Mode, CheckoutSessionData Session)? Find(string id)
    {
        foreach (var account in world.Accounts)
        {
            foreach (var mode in new[] { account.Test, account.Live })
            {
                if (mode.CheckoutSessions.Find(id) is { } session) return (account, mode, session);
            }
        }

        return null;
    }

    private static void Redirect(HttpContext context, string address)
    {
        context.Response.StatusCode = (int)HttpStatusCode.SeeOther;
        context.Response.Headers.Location = address;
    }

    private static async Task WriteAsync(HttpContext context, int status, string html)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
}
