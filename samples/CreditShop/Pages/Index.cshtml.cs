using System.Security.Claims;
using CreditShop.Accounts;
using CreditShop.Payments;
using CreditShop.Stage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PaymentSafety.Runtime.Reconciliation;

namespace CreditShop.Pages;

/// <summary>The shop's one page.</summary>
internal sealed class IndexModel(IShopAccounts accounts, Packs packs, Checkout checkout, PaymentSelfCheck selfCheck, Measurements measured, IServiceProvider services, ILogger<IndexModel> logger) : PageModel
{
    private const int LongestNote = 300;

    // A webhook is often there before the payer, and seldom more than a second behind.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whom one can be in the demo, by id; there is no password.</summary>
    public static IReadOnlyDictionary<string, string> Users { get; } = new Dictionary<string, string> { ["ann"] = "Ann", ["ben"] = "Ben" };

    public string? UserId => User.FindFirstValue(ClaimTypes.NameIdentifier);

    public Account Account { get; private set; } = new(0, []);

    public IReadOnlyList<Pack> Packs => packs.All;

    public Notice? Notice { get; private set; }

    /// <summary>Null where the shop has a Stripe account.</summary>
    public Stage.Stage? Stage => services.GetService<Stage.Stage>();

    public Measurements Measured => measured;

    /// <param name="order">The order that the payer comes back from. That says nothing of money: only Stripe's word grants.</param>
    public async Task OnGetAsync(Guid? order, CancellationToken cancellationToken)
    {
        if (TempData["Notice"] is string text) Notice = new Notice((string)TempData["Kind"]!, text);
        if (UserId is not { } userId) return;
        if (order is { } id) Notice = await ComeBackAsync(userId, id, cancellationToken);
        Account = await accounts.GetAsync(userId, cancellationToken);
    }

    public async Task<IActionResult> OnPostSignInAsync(string user)
    {
        if (!Users.TryGetValue(user, out var name)) return RedirectToPage();
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user), new(ClaimTypes.Name, name)], CookieAuthenticationDefaults.AuthenticationScheme);
        await HttpContext.SignInAsync(new ClaimsPrincipal(identity));
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync();
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostBuyAsync(string pack, Guid order, CancellationToken cancellationToken)
    {
        if (UserId is not { } userId || packs.Find(pack) is not { } wanted || order == Guid.Empty) return RedirectToPage();
        try
        {
            var shop = new Uri($"{Request.Scheme}://{Request.Host}/");
            if (await checkout.BeginAsync(userId, wanted, order, shop, cancellationToken) is { } page) return Redirect(page.AbsoluteUri);
            return Tell(Notice.Calm("This order is closed. Your orders below say whether it was paid."));
        }
        catch (StripeCallException exception)
        {
            logger.LogWarning(exception, "Order {Order} could not be begun: {Reason}", order, exception.Advice.DecidedBy);
            return Tell(Notice.Bad(exception.Advice.PayerText));
        }
    }

    /// <param name="note">What the payer adds. People write card numbers into such fields: the log masks them.</param>
    public async Task<IActionResult> OnPostCheckAsync(string? note, CancellationToken cancellationToken)
    {
        if (UserId is not { } userId) return RedirectToPage();
        logger.LogInformation("{User} has paid and has no credits. Note: {Note}", userId, note is { Length: > LongestNote } ? note[..LongestNote] : note);
        var result = await selfCheck.CheckMyPaymentAsync(userId, cancellationToken);
        if (result.Fault is { } fault) logger.LogWarning("Stripe could not be asked: {Fault}", fault.Code);
        return Tell(CheckAnswer.Of(result, (await accounts.GetAsync(userId, cancellationToken)).Credits));
    }

    /// <summary>The demo's switch.</summary>
    public IActionResult OnPostWebhooks(bool lost)
    {
        if (Stage is { } stage) stage.WebhooksGetLost = lost;
        return RedirectToPage();
    }

    /// <summary>The demo's late webhooks.</summary>
    public async Task<IActionResult> OnPostLateAsync()
    {
        if (Stage is { } stage) await stage.SendUndeliveredAsync();
        return RedirectToPage();
    }

    private async Task<Notice?> ComeBackAsync(string userId, Guid order, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (await accounts.FindPurchaseAsync(order, cancellationToken) is not { } purchase || purchase.UserId != userId) return null;
            if (purchase.PaymentId is not null) return Notice.Good($"Thank you. {Words.Credits(purchase.Credits)} were added to your account.");
            if (waited >= LongestWait) return Notice.Calm("Thank you. We are waiting for Stripe to confirm your payment; that usually takes seconds. Load this page again, and if no credits come, press “I have paid and have no credits”.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private RedirectToPageResult Tell(Notice notice)
    {
        TempData["Notice"] = notice.Text;
        TempData["Kind"] = notice.Kind;
        return RedirectToPage();
    }
}
