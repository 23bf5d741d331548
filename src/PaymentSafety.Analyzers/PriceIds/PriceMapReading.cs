using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PaymentSafety.Core;
using PaymentSafety.Core.Json;
using PaymentSafety.Core.Prices;

namespace PaymentSafety.Analyzers.PriceIds;

/// <summary>What the generator takes from a map.</summary>
/// <param name="Path">The file.</param>
/// <param name="Plans">The plans in the order of the file, each with the ids that it has.</param>
/// <param name="Problems">Why a plan or an id is left out. What a price must be is the gate's matter.</param>
internal sealed record PriceMapReading(string Path, EquatableList<PlanIds> Plans, EquatableList<PriceMapProblem> Problems)
{
    public string FileName => System.IO.Path.GetFileName(Path);

    public static PriceMapReading Of(string path, SourceText? text)
    {
        var reader = new Reader();
        try
        {
            reader.Read(PositionedJsonReader.Parse(text?.ToString() ?? string.Empty));
        }
        catch (PositionedJsonException exception)
        {
            reader.NotJson(exception.Message, exception.Position);
        }

        return new PriceMapReading(path, new(reader.Plans), new(reader.Problems));
    }

    private sealed class Reader
    {
        public List<PlanIds> Plans { get; } = [];

        public List<PriceMapProblem> Problems { get; } = [];

        public void NotJson(string reason, TextPosition position) => Add(
            PriceMapWords.NotJsonId, position, PriceMapWords.NotJson, PriceMapWords.NotJsonFix, ("reason", reason), ("line", Number(position.Line)));

        public void Read(JsonValue root)
        {
            if (root.Kind != JsonValueKind.Object)
            {
                NotJson($"the root must be an object of plans, but is {JsonValueText.Describe(root)}", root.Position);
                return;
            }

            var first = new Dictionary<string, JsonMember>(StringComparer.Ordinal);
            foreach (var plan in root.Properties)
            {
                if (PriceMapShape.IsSetting(plan.Name))
                {
                    continue;
                }

                if (first.TryGetValue(plan.Name, out var earlier))
                {
                    // Two plans of one name would be one member with the ids of either.
                    Add(
                        PriceMapWords.WrittenTwiceId, plan.Position, PriceMapWords.WrittenTwice, PriceMapWords.WrittenTwiceFix,
                        ("owner", $"Plan '{plan.Name}'"), ("a", Number(earlier.Position.Line)), ("b", Number(plan.Position.Line)));
                    continue;
                }

                first.Add(plan.Name, plan);
                ReadPlan(plan);
            }
        }

        private void ReadPlan(JsonMember plan)
        {
            if (plan.Value.Kind == JsonValueKind.Object)
            {
                Plans.Add(new PlanIds(plan.Name, Id(plan, "test"), Id(plan, "live")));
            }
            else
            {
                Wrong("Price map", plan.Name, PriceMapWords.PlanExpected, plan.Value, $"\"{plan.Name}\": {{ \"test\": \"price_...\", \"live\": \"price_...\" }}");
            }
        }

        private string? Id(JsonMember plan, string mode)
        {
            if (plan.Value.Properties.LastOrDefault(property => property.Name == mode) is not { } slot || PriceMapShape.IdOf(slot.Value) is not { } id)
            {
                return null;
            }

            if (PriceMapShape.ContentOf(id) == SlotContent.Wrong)
            {
                Wrong($"Plan '{plan.Name}'", slot.Value == id ? mode : mode + ".price", PriceMapWords.IdExpected, id, $"\"{mode}\": \"price_...\"");
            }

            return PriceMapShape.ContentOf(id) == SlotContent.Id ? id.Text : null;
        }

        private void Wrong(string owner, string property, string expected, JsonValue value, string example) => Add(
            PriceMapWords.WrongTypeId, value.Position, PriceMapWords.WrongType, PriceMapWords.WrongTypeFix,
            ("owner", owner), ("prop", property), ("expected", expected), ("actual", JsonValueText.Describe(value)), ("example", example));

        private void Add(string id, TextPosition position, string message, string fix, params (string Name, string Value)[] values) =>
            Problems.Add(new PriceMapProblem(id, position, Template.Fill(message + " " + fix, values)));

        private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The names and ids of a map, and nothing of where they stand.</summary>
internal sealed record PricePlans(string FileName, EquatableList<PlanIds> Plans);

/// <param name="Name">The plan's name.</param>
/// <param name="Test">The id of its test price; null while there is none.</param>
/// <param name="Live">The id of its live price; null while there is none.</param>
internal sealed record PlanIds(string Name, string? Test, string? Live);

/// <param name="Id">The gate's id for it.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record PriceMapProblem(string Id, TextPosition Position, string Message)
{
    public Location Location(string path)
    {
        var place = new LinePosition(Position.Line - 1, Position.Column - 1);
        return Microsoft.CodeAnalysis.Location.Create(path, default, new LinePositionSpan(place, place));
    }
}
