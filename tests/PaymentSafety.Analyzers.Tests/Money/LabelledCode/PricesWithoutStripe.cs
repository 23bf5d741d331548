namespace Pricing;

public class Plan
{
    public double MonthlyPrice { get; set; }
    public double TaxRate { get; set; }
    public double DiscountPercent { get; set; }
    public decimal Price { get; set; }
    public int Seats { get; set; }
    public double Latitude { get; set; }
}

public class Pricing
{
    public double Prorate(Plan plan, int daysLeft, int daysInMonth) => plan.MonthlyPrice * daysLeft / daysInMonth; // PAY5015

    public double WithTax(Plan plan) => plan.MonthlyPrice * (1 + plan.TaxRate); // PAY5015

    public double Discounted(Plan plan)
    {
        var discount = plan.MonthlyPrice * plan.DiscountPercent / 100; // PAY5015
        return plan.MonthlyPrice - discount; // PAY5015
    }

    public double Revenue(IEnumerable<Plan> plans) => plans.Sum(plan => plan.MonthlyPrice); // PAY5015

    public double[] Split(double bill, double tip, int people)
    {
        var total = bill + tip; // PAY5015
        var each = total / people; // PAY5015
        return [.. Enumerable.Repeat(Math.Round(each, 2), people)];
    }

    public float Refund(float amountPaid, float used) => amountPaid - used; // PAY5015

    public double FeeOf(decimal price)
    {
        double fee = (double)price * 0.029 + 0.30; // PAY5015
        return fee;
    }

    public double Share(double paidAmount, double totalAmount) => paidAmount / totalAmount;

    public decimal Exact(Plan plan) => plan.Price * 1.19m;

    public int Pages(int totalItems, int pageSize) => (int)Math.Ceiling(totalItems / (double)pageSize);

    public double Minutes(TimeSpan total, double minutesPerPrice) => total.TotalMinutes * minutesPerPrice;

    public double Rate(Plan plan, double taxRateDelta) => plan.TaxRate + taxRateDelta;

    public double Middle(Plan from, Plan to) => (from.Latitude + to.Latitude) / 2.0;

    public double Progress(int total, int done) => 100.0 * done / total;
}
