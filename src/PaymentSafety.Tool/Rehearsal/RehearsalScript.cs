using System.Text;

namespace PaymentSafety.Tool.Rehearsal;

/// <summary>The rehearsal as a script for a shell and for PowerShell. It runs in test mode and refuses a live key.</summary>
internal static class RehearsalScript
{
    public static string Shell(RehearsalPlan plan)
    {
        var script = new StringBuilder($$"""
            #!/bin/sh
            # Rehearses the webhooks of {{Comment(plan.App)}} in test mode. Made by `payment-safety rehearsal`; make it again when the code handles other events.
            # In another terminal, first, the app with the secret of this forwarding:
            #
            #     {{plan.SecretVariable}}="$(stripe listen --print-secret)" dotnet run
            #
            set -eu

            case "${STRIPE_API_KEY:-}" in
                *_live_*) echo "STRIPE_API_KEY is a live key; a rehearsal is for test mode." >&2; exit 3 ;;
            esac

            stripe listen --skip-update --events {{ShellText(string.Join(',', plan.Events))}} --forward-to {{ShellText(plan.ForwardTo)}} &
            listen=$!
            trap 'kill "$listen" 2>/dev/null' EXIT INT TERM
            sleep 5


            """.ReplaceLineEndings("\n"));
        foreach (var type in plan.Triggered)
            script.Append($"stripe trigger {ShellText(type)}\n");
        foreach (var type in plan.ByHand)
            script.Append($"echo {ShellText($"By hand: stripe trigger does not know {type}; bring it about in the Dashboard's test mode.")}\n");
        return script.Append("""

            sleep 5
            echo "Every event above must have been answered with [200]; [400] is the signature: the app has another secret."

            """.ReplaceLineEndings("\n")).ToString();
    }

    public static string PowerShell(RehearsalPlan plan)
    {
        var script = new StringBuilder($$"""
            # Rehearses the webhooks of {{Comment(plan.App)}} in test mode. Made by `payment-safety rehearsal`; make it again when the code handles other events.
            # In another terminal, first, the app with the secret of this forwarding:
            #
            #     $env:{{plan.SecretVariable}} = stripe listen --print-secret; dotnet run
            #
            $ErrorActionPreference = 'Stop'

            if ($env:STRIPE_API_KEY -like '*_live_*') {
                Write-Error 'STRIPE_API_KEY is a live key; a rehearsal is for test mode.'
                exit 3
            }

            $listen = Start-Process stripe -PassThru -NoNewWindow -ArgumentList @('listen', '--skip-update', '--events', {{PowerShellText(string.Join(',', plan.Events))}}, '--forward-to', {{PowerShellText(plan.ForwardTo)}})
            try {
                Start-Sleep 5


            """.ReplaceLineEndings("\n"));
        foreach (var type in plan.Triggered)
            script.Append($"    stripe trigger {PowerShellText(type)}\n");
        foreach (var type in plan.ByHand)
            script.Append($"    Write-Output {PowerShellText($"By hand: stripe trigger does not know {type}; bring it about in the Dashboard's test mode.")}\n");
        return script.Append("""

                Start-Sleep 5
                Write-Output 'Every event above must have been answered with [200]; [400] is the signature: the app has another secret.'
            }
            finally {
                Stop-Process -Id $listen.Id -ErrorAction SilentlyContinue
            }

            """.ReplaceLineEndings("\n")).ToString();
    }

    private static string ShellText(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>PowerShell takes typographic quotes for quotes too.</summary>
    private static string PowerShellText(string text) => $"'{string.Concat(text.Select(character => character is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? $"{character}{character}" : character.ToString()))}'";

    private static string Comment(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
