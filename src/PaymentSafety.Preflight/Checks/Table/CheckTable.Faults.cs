namespace PaymentSafety.Preflight.Checks;

/// <summary>PF9xxx: What is met on the way to Stripe. The words come filled in from PaymentSafety.StripeApi.</summary>
public static partial class CheckTable
{
    public static readonly Check NoAnswer = Fault("PF9001", Severity.Error, "Stripe gave no answer: refused, unknown, broken off or too late.", "Make sure that this computer reaches Stripe.");
    public static readonly Check NoTls = Fault("PF9002", Severity.Error, "There is no trusted TLS connection to Stripe.", "Install the root certificate of the proxy that inspects TLS; never switch validation off.");
    public static readonly Check NoProxy = Fault("PF9003", Severity.Error, "The proxy cannot be reached, or wants a login.", "Correct HTTPS_PROXY.");
    public static readonly Check NotStripe = Fault("PF9004", Severity.Error, "Something that is not Stripe answered: a web page, a redirect, another protocol.", "Look for a proxy or a login page in between.");
    public static readonly Check BrokenAnswer = Fault("PF9005", Severity.Error, "The answer is not Stripe's JSON.", "Run again; report it if it stays.");
    public static readonly Check RateLimited = Fault("PF9006", Severity.Error, "Stripe limited the requests and did not recover.", "Run again later; other programs use the same account.");
    public static readonly Check ServerFault = Fault("PF9007", Severity.Error, "Stripe answered with server errors.", "See status.stripe.com.");
    public static readonly Check OutOfBudget = Fault("PF9008", Severity.Error, "The requests or the time that the gate may use are used up.", "Run again, or raise PaymentSafetyMaxRequests or PaymentSafetyDeadline.");
    public static readonly Check EndlessList = Fault("PF9009", Severity.Error, "A list of Stripe's did not end.", "Run again; report it if it stays.");

    public static readonly Check ClockIsOff = Warning(
        "PF9010", "This computer's clock is {seconds} s off; webhook signatures allow 300 s.",
        "Let the computer set its clock by a time server.",
        Needs.Stripe, KeyChecks.Clock);

    private static IEnumerable<Check> FaultRows =>
    [
        NoAnswer, NoTls, NoProxy, NotStripe, BrokenAnswer, RateLimited,
        ServerFault, OutOfBudget, EndlessList, ClockIsOff,
    ];
}
