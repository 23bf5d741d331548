using System.Runtime.InteropServices;
using PaymentSafety.Tour;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var screen = new Screen(Console.Out);
try
{
    return await new ShopTour(screen, TourFolder.Find()).RunAsync(stop.Token) ? 0 : 1;
}
catch (TourBrokenOffException broken)
{
    screen.Line(broken.Message);
    return 1;
}
catch (OperationCanceledException)
{
    screen.Line("Stopped. What was started is ended; artifacts/tour can be deleted.");
    return 130;
}

void Stop(PosixSignalContext context)
{
    // Not at once: the tour ends what it started, and then itself.
    context.Cancel = true;
    stop.Cancel();
}
