namespace PaymentSafety.Preflight.Reports;

/// <summary>How the page looks: by day and by night, in a narrow window, on paper. Every text has a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3).</summary>
internal static class HtmlStyle
{
    public const string Text = """
        :root { color-scheme: light dark; --ink: #1c2230; --soft: #4d566b; --line: #dfe3ea; --page: #fff; --band: #f4f6fa; --link: #1f4fbf;
          --fail: #a4001d; --fail-back: #ffe1e1; --warn: #7a4a00; --warn-back: #fff0d1; --open: #6b21a8; --open-back: #f3e8ff; --pass: #0a6b2d; --pass-back: #e2f6e8 }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #a9b1c2; --line: #333a46; --page: #14171d; --band: #1d222b; --link: #8ab4ff;
          --fail: #ff9aa7; --fail-back: #54171f; --warn: #f3bd6a; --warn-back: #46330f; --open: #d4b1ff; --open-back: #38224f; --pass: #74d797; --pass-back: #143522 } }
        * { box-sizing: border-box }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: var(--page); overflow-wrap: break-word }
        h1 { font-size: 1.5rem; margin: 0 0 .5rem } h2 { font-size: 1.15rem; margin: 2.25rem 0 .5rem } p { margin: .25rem 0; color: var(--soft) } a { color: var(--link) }
        .counts { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 1rem 0; padding: 0 } .counts li { border-radius: .5rem; padding: .25rem .75rem; background: var(--band) } .counts b { font-size: 1.15rem }
        table { border-collapse: collapse; width: 100% } td { overflow-wrap: anywhere } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line) }
        thead th, tr.group th { color: var(--soft); background: var(--band); font-weight: 600 } tr.group th { border-top: 2px solid var(--line) }
        tbody th { font-weight: 600 } code { font: 13px ui-monospace, monospace; overflow-wrap: anywhere } td.where { min-width: 14rem } td.id, td.severity { white-space: nowrap; overflow-wrap: normal } td.term { color: var(--soft); white-space: nowrap }
        .fail, .error { color: var(--fail); font-weight: 600 } .warn, .warning { color: var(--warn); font-weight: 600 } .unknown { color: var(--open); font-weight: 600 }
        .pass { color: var(--pass) } .skipped, .message { color: var(--soft) }
        .counts .fail { background: var(--fail-back) } .counts .warn { background: var(--warn-back) } .counts .unknown { background: var(--open-back) } .counts .pass { background: var(--pass-back) }
        td.differs { background: var(--fail-back); color: var(--fail); font-weight: 600 } td.differs::before { content: "\2260\00a0" }
        td.open { background: var(--open-back); color: var(--open) } #plans tbody { border-bottom: 2px solid var(--line) }
        @media (max-width: 45rem) {
          body { padding: 1rem .75rem 2rem; overflow-wrap: anywhere } th, td { padding: .3rem .35rem } code { font-size: 12px } td.term { white-space: normal }
          #findings thead, #suppressed thead, #checks thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
          #findings tr, #suppressed tr, #checks tr { display: block; border-bottom: 1px solid var(--line); padding: .4rem 0 }
          #findings td, #suppressed td, #checks td, #checks th { display: block; border: 0; padding: .1rem .35rem } #findings td.id, #findings td.severity, #checks td.id, #checks td.severity { display: inline-block } td:empty { display: none !important }
          #plans { table-layout: fixed; font-size: 13px } #plans td:empty { display: table-cell !important } }
        @media print {
          body { font-size: 9pt; max-width: none; padding: 0 } a { color: inherit; text-decoration: none } h2 { break-after: avoid } thead { display: table-header-group } tr, #plans tbody { break-inside: avoid }
          td.differs, td.open, .counts li, thead th, tr.group th { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
        """;
}
