using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Stripe;

namespace ValidCode.Webhooks;

/// <summary>The event says whose it is before it is believed: the account chooses the secret, the secret proves the account.</summary>
internal sealed class SecretOfTheAccount(IConfiguration configuration, IInbox inbox, IWorkQueue queue)
{
    public async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var json = await reader.ReadToEndAsync();
        var account = EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false).Account;
        if (configuration[$"Stripe:WebhookSecrets:{account}"] is not { } secret)
            return Results.BadRequest();

        var verified = EventUtility.ConstructEvent(json, request.Headers["Stripe-Signature"], secret);
        if (verified is { Livemode: true, Data.Object: IHasId subject } && await inbox.TryAddAsync(verified.Id))
            await queue.EnqueueAsync(verified.Type, subject.Id);

        return Results.Ok();
    }
}
