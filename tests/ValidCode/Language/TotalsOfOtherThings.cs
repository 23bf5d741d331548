namespace ValidCode.Language;

/// <summary>A total of weights, the cost of a path, the cosine of t, an amount of blur: names that a till has too.</summary>
internal static class TotalsOfOtherThings
{
    public static double[] Normalised(double[] weights)
    {
        double total = 0;
        foreach (var weight in weights)
        {
            total += weight;
        }

        return [.. weights.Select(weight => weight / total)];
    }

    public static double Path(double cost, double step) => cost + (step * Math.Sqrt(2.0));

    public static (double X, double Y) Turned(double x, double y, double t)
    {
        double cost = Math.Cos(t), sint = Math.Sin(t);
        return ((cost * x) - (sint * y), (sint * x) + (cost * y));
    }

    public static double Radius(double blurAmount) => blurAmount * 2.5;

    public static int Strength(int amount) => amount / 100;
}
