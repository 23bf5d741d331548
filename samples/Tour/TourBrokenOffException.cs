namespace PaymentSafety.Tour;

/// <summary>A step failed that all others stand on.</summary>
internal sealed class TourBrokenOffException(string message) : Exception(message);
