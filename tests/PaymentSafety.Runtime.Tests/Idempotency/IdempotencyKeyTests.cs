using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PaymentSafety.Runtime.Idempotency;
using PaymentSafety.Runtime.Tests.Masking;

namespace PaymentSafety.Runtime.Tests.Idempotency;

public sealed class IdempotencyKeyTests
{
    [Theory]
    [InlineData("order_42")]
    [InlineData("INV-2026-0042")]
    [InlineData("42")]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7")]
    [InlineData("7c9e6679742540de944be07fc1f90ae7")]
    [InlineData("507f1f77bcf86cd799439011")]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("pi_3MtwBwLkdIwHu7ix28a3tqPa")]
    [InlineData("cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u")]
    public void An_id_that_can_be_nobody_s_is_kept_readable(string id) => Assert.Equal($"refund:{id}:1", IdempotencyKey.For("refund", id));

    [Theory]
    [InlineData("jane@example.com")]
    [InlineData("Jane Doe")]
    [InlineData("jane_doe")]
    [InlineData("JaneDoe1980")]
    [InlineData("jane_doe_1980")]
    [InlineData("+1 555 123 4567")]
    [InlineData("5551234567")]
    [InlineData("555-123-4567")]
    [InlineData("tel-5551234567")]
    [InlineData("ssn-123-45-6789")]
    [InlineData("078051120")]
    [InlineData("4242424242424242")]
    [InlineData("order:42")]
    [InlineData("Straße 1")]
    [InlineData("h.42")]
    public void An_id_that_may_be_personal_is_hashed(string id)
    {
        var key = IdempotencyKey.For("refund", id);

        Assert.Matches("^refund:h\\.[0-9a-f]{40}:1$", key);
        Assert.Equal(key, IdempotencyKey.For("refund", id));
    }

    [Fact]
    public void A_key_is_the_same_on_every_node_and_day_and_for_every_type_of_the_same_id()
    {
        var guid = new Guid("7c9e6679-7425-40de-944b-e07fc1f90ae7");
        var negative = IdempotencyKey.For("refund", -42);
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~" } };

        Assert.Equal("refund:42:2", IdempotencyKey.For("refund", 42, attempt: 2));
        Assert.Equal(IdempotencyKey.For("refund", "42"), IdempotencyKey.For("refund", 42L));
        Assert.Equal(IdempotencyKey.For("refund", guid.ToString()), IdempotencyKey.For("refund", guid));
        // Written down, so that a later version cannot change what is under way.
        Assert.Equal("refund:h.7be84b5fa1e25b3b52e362d0e38f19f8418f6046:1", IdempotencyKey.For("refund", "jane@example.com"));
        Assert.Equal(negative, IdempotencyKey.For("refund", -42));
    }

    [Fact]
    public void Different_operations_ids_and_attempts_have_different_keys_of_allowed_length_and_characters() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Requests.ToArbitrary(), Requests.ToArbitrary(), (first, second) =>
        {
            var (one, other) = (Key(first), Key(second));
            return (one == other) == (first == second) && one.Length <= IdempotencyKey.MaxLength && one.All(character => character is > ' ' and <= '~');
        }));

    [Theory]
    [InlineData("", "42", 1)]
    [InlineData("re:fund", "42", 1)]
    [InlineData("re fund", "42", 1)]
    [InlineData("refund", "", 1)]
    [InlineData("refund", " ", 1)]
    [InlineData("refund", "42", 0)]
    [InlineData("4242424242424242", "42", 1)]
    public void What_would_give_a_bad_key_is_refused(string operation, string id, int attempt) =>
        Assert.ThrowsAny<ArgumentException>(() => IdempotencyKey.For(operation, id, attempt));

    [Fact]
    public void An_empty_guid_is_nobody_s_id_and_a_long_operation_no_word()
    {
        Assert.Throws<ArgumentException>(() => IdempotencyKey.For("refund", Guid.Empty));
        Assert.Throws<ArgumentException>(() => IdempotencyKey.For(new string('a', 65), 42));
    }

    private static Gen<(string Operation, string Id, int Attempt)> Requests =>
        from operation in Gen.Elements("a", "a-1", "a.1", "a_1")
        from id in Gen.OneOf(Gen.Elements("1", "1-1", "a_1", "h.1", "1:1", ":", "é", "e\u0301", "\ud83d", "\ud83e"), TextGenerator.Lines)
        from attempt in Gen.Choose(1, 3)
        select (operation, string.IsNullOrWhiteSpace(id) ? "x" : id, attempt);

    private static string Key((string Operation, string Id, int Attempt) request) => IdempotencyKey.For(request.Operation, request.Id, request.Attempt);
}
