namespace PaymentSafety.Preflight.Checks;

/// <summary>PF5xxx: The webhooks, as Stripe has them and as the app answers.</summary>
public static partial class CheckTable
{
    public static readonly Check NoEndpoint = Error(
        "PF5001", "There is no webhook endpoint in {mode} mode.",
        "Create it: {command}.",
        Needs.Stripe, WebhookChecks.NoEndpoint);

    public static readonly Check NoEndpointAtAddress = Error(
        "PF5002", "No {mode} endpoint has the address {url}; found: {urls}.",
        "Correct one.",
        Needs.Map | Needs.Stripe | Needs.Endpoints | Needs.WebhookAddress, WebhookChecks.NotAtAddress);

    public static readonly Check EndpointDisabled = Error(
        "PF5003", "Endpoint {id} ({url}) is disabled; Stripe sends nothing and tells nobody.",
        "Enable it, then resend missed events.",
        Needs.Stripe | Needs.Endpoints, WebhookChecks.Disabled);

    public static readonly Check EndpointOfOtherVersion = Error(
        "PF5004", "Endpoint {id} sends API version {version}; Stripe.net {sdk} expects {train}: ConstructEvent will throw for every event.",
        "Create an endpoint with api_version {sdkVersion}.",
        Needs.Stripe | Needs.Endpoints | Needs.StripeNet, WebhookChecks.OtherVersion);

    public static readonly Check EndpointWithoutVersion = Warning(
        "PF5005", "Endpoint {id} has no fixed API version; it follows the account's default.",
        "Create an endpoint with api_version {sdkVersion}.",
        Needs.Stripe | Needs.Endpoints, WebhookChecks.NoVersion);

    public static readonly Check EventsNotSent = Error(
        "PF5006", "The code handles {events}, but endpoint {id} does not send them.",
        "Add them.",
        Needs.Stripe | Needs.Endpoints | Needs.HandledEvents, WebhookEventChecks.NotSent);

    public static readonly Check AllEventsSent = Warning(
        "PF5007", "Endpoint {id} sends all events (*).",
        "Select {list}.",
        Needs.Stripe | Needs.Endpoints, WebhookEventChecks.AllSent);

    public static readonly Check EventsNotHandled = Note(
        "PF5008", "Endpoint {id} sends {events}, which no code handles.",
        "Handle them, or take them off the endpoint.",
        Needs.Stripe | Needs.Endpoints | Needs.HandledEvents, WebhookEventChecks.NotHandled);

    public static readonly Check EventsUndelivered = Warning(
        "PF5009", "{n} events of the last 3 days were not delivered (oldest {age}): {types}.",
        "See the endpoint's log; run the reconciler.",
        Needs.Stripe | Needs.Events, WebhookEventChecks.Undelivered);

    public static readonly Check NothingDelivered = Note(
        "PF5010", "No event was ever delivered to {id}.",
        "Trigger one in test first.",
        Needs.Stripe | Needs.Endpoints | Needs.Events, WebhookEventChecks.NothingDelivered);

    public static readonly Check SameAddressTwice = Error(
        "PF5011", "Two enabled endpoints ({ids}) send to {url}; each event arrives twice.",
        "Delete one.",
        Needs.Stripe | Needs.Endpoints, WebhookChecks.Duplicates);

    public static readonly Check AddressNotPublic = ErrorOnlyInLive(
        "PF5012", "Endpoint address {url} is not public https ({reason}).",
        "Register the address that the internet reaches over https.",
        Needs.Stripe | Needs.Endpoints, WebhookChecks.NotPublic);

    public static readonly Check EventsUnreadable = Note(
        "PF5013", "Undelivered events cannot be read: the key lacks the permission \"{permission}\".",
        "Add it: {link}.",
        Needs.Stripe, WebhookEventChecks.Unreadable);

    public static readonly Check SignaturesNotChecked = Error(
        "PF5014", "{url} answered {status} to a forged event: signatures are not checked.",
        "Use EventUtility.ConstructEvent.",
        Needs.Probe, ProbeChecks.Unsigned);

    public static readonly Check NoWebhookRoute = Error(
        "PF5015", "{url} answered {status}: no POST route.",
        "Register the address that the app listens at.",
        Needs.Probe, ProbeChecks.NoRoute);

    public static readonly Check WebhookRedirects = Error(
        "PF5016", "{url} redirects to {location}; Stripe treats redirects as failures.",
        "Register the final address.",
        Needs.Probe, ProbeChecks.Redirected);

    public static readonly Check WebhookRefuses = Error(
        "PF5017", "{url} answered {status}: authentication, CSRF or firewall blocks Stripe.",
        "Let anonymous POST requests reach this route.",
        Needs.Probe, ProbeChecks.Refused);

    public static readonly Check WebhookFails = Error(
        "PF5018", "{url} failed ({reason}).",
        "See the app's log; a forged event must be answered with 400.",
        Needs.Probe, ProbeChecks.Failed);

    public static readonly Check WebhookIsRight = Note(
        "PF5019", "{url} answered {status} to a forged event, as it must.",
        "Nothing to do.",
        Needs.Probe, ProbeChecks.Correct);

    public static readonly Check OtherSigningSecret = Error(
        "PF5020", "The running app rejects an event signed with {name}: it uses another secret.",
        "Redeploy with the same secret.",
        Needs.Probe | Needs.WebhookSecret, ProbeChecks.OtherSecret);

    private static IEnumerable<Check> WebhookRows =>
    [
        NoEndpoint, NoEndpointAtAddress, EndpointDisabled, EndpointOfOtherVersion, EndpointWithoutVersion, EventsNotSent,
        AllEventsSent, EventsNotHandled, EventsUndelivered, NothingDelivered, SameAddressTwice, AddressNotPublic,
        EventsUnreadable, SignaturesNotChecked, NoWebhookRoute, WebhookRedirects, WebhookRefuses, WebhookFails,
        WebhookIsRight, OtherSigningSecret,
    ];
}
