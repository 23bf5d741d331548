namespace PaymentSafety.Analyzers.Tests.Idempotency;

/// <summary>PAY1002 to PAY1005 and PAY1007: what the key is made of.</summary>
public class IdempotencyKeyTests
{
    [Theory]
    [InlineData("await customers.{|PAY1002:UpdateAsync|}(customerId, new CustomerUpdateOptions());")]
    [InlineData("await client.V1.PaymentIntents.{|PAY1002:UpdateAsync|}(orderId, new PaymentIntentUpdateOptions(), new RequestOptions { StripeAccount = account });")]
    public Task An_update_without_a_key_is_a_suggestion(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new RequestOptions { IdempotencyKey = Guid.NewGuid().ToString() });")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = $\"pay-{order.Id}-{Guid.NewGuid():N}\" });")]
    [InlineData("var id = Guid.NewGuid(); await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = id.ToString(\"N\") });")]
    [InlineData("var id = Guid.NewGuid().ToString(); var name = \"pay-\" + id; var ro = new RequestOptions(); ro.IdempotencyKey = name; await payments.{|PAY1003:CreateAsync|}(options, ro);")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = order.Id + DateTime.UtcNow.Ticks });")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = DateTimeOffset.Now.ToUnixTimeMilliseconds().ToString() });")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = $\"{order.Id}-{DateTime.UtcNow:yyyyMMddHHmmss}\" });")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = new Random().Next().ToString() });")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = System.IO.Path.GetRandomFileName() });")]
    [InlineData("await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = Environment.TickCount64.ToString() });")]
    [InlineData("string NewKey() => Guid.NewGuid().ToString(); await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = NewKey() });")]
    [InlineData("var id = Guid.NewGuid().ToString(); Log(\"key \" + id); Console.WriteLine(id); await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = id });")]
    [InlineData("foreach (var o in orders) { await payments.{|PAY1003:CreateAsync|}(new() { Amount = o.Total }, new() { IdempotencyKey = Guid.NewGuid().ToString() }); }")]
    [InlineData("var id = Guid.NewGuid().ToString(); await payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = id }); order.PaymentKey = id;")]
    public Task A_key_that_is_new_at_every_call_is_no_key(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = $\"pay-{order.Id}\" });")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = order.PaymentKey });")]
    [InlineData("var id = Guid.NewGuid().ToString(); order.PaymentKey = id; await SaveAsync(order); await payments.CreateAsync(options, new() { IdempotencyKey = id });")]
    [InlineData("order.PaymentKey = Guid.NewGuid().ToString(); await SaveAsync(order); await payments.CreateAsync(options, new() { IdempotencyKey = order.PaymentKey });")]
    [InlineData("order.PaymentKey ??= Guid.NewGuid().ToString(); await payments.CreateAsync(options, new() { IdempotencyKey = order.PaymentKey });")]
    [InlineData("var saved = new Order { Id = Guid.NewGuid().ToString() }; await SaveAsync(saved); await payments.CreateAsync(options, new() { IdempotencyKey = saved.Id });")]
    [InlineData("var id = Guid.NewGuid(); var saved = new Order { Id = id.ToString() }; await SaveAsync(saved); await payments.CreateAsync(options, new() { IdempotencyKey = $\"pay-{id}\" });")]
    [InlineData("var id = Guid.NewGuid().ToString(); await SaveAsync(id); await payments.CreateAsync(options, new() { IdempotencyKey = id });")]
    [InlineData("var id = Guid.NewGuid().ToString(); for (var i = 0; i < 3; i++) { try { await payments.CreateAsync(options, new() { IdempotencyKey = id }); break; } catch (HttpRequestException) { } }")]
    [InlineData("var id = Guid.NewGuid().ToString(); Func<Task> pay = () => payments.CreateAsync(options, new() { IdempotencyKey = id }); await pay();")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = $\"{order.Id}-{DateTime.UtcNow:yyyy-MM}\" });")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = key ?? Guid.NewGuid().ToString() });")]
    [InlineData("foreach (var o in orders) { await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = o.Id }); }")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(order.Id + order.Total))) });")]
    public Task A_stable_or_stored_key_is_silent(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("private static string KeyFor(Order order) => Guid.NewGuid().ToString(); Task M(Order o) => payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = KeyFor(o) });")]
    [InlineData("class KeyStore { public string GetOrCreate(string orderId) { return \"pay-\" + Guid.NewGuid(); } } Task M(KeyStore keys, Order o) => payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = keys.GetOrCreate(o.Id) });")]
    [InlineData("private static RequestOptions Fresh() => new() { IdempotencyKey = Guid.NewGuid().ToString() }; Task M() => payments.{|PAY1003:CreateAsync|}(options, Fresh());")]
    [InlineData("private static RequestOptions With(string key) => new() { IdempotencyKey = key }; Task M() => payments.{|PAY1003:CreateAsync|}(options, With(Guid.NewGuid().ToString()));")]
    [InlineData("private string NewKey => Guid.NewGuid().ToString(); Task M() => payments.{|PAY1003:CreateAsync|}(options, new() { IdempotencyKey = NewKey });")]
    [InlineData("private static RequestOptions For(string account) => new() { StripeAccount = account }; private static RequestOptions For(Order order) => For(order.Id); Task M(Order o) => payments.{|PAY1001:CreateAsync|}(options, For(o));")]
    [InlineData("private static RequestOptions For(string account, string key) => new() { StripeAccount = account, IdempotencyKey = key }; private static RequestOptions For(Order order) => For(\"acct\", order.Id); Task M(Order o) => payments.CreateAsync(options, For(o));")]
    [InlineData("interface IKeys { string For(string id); } Task M(IKeys keys, Order o) => payments.CreateAsync(options, new() { IdempotencyKey = keys.For(o.Id) });")]
    [InlineData("private static string KeyFor(Order order) => $\"pay-{order.Id}\"; Task M(Order o) => payments.CreateAsync(options, new() { IdempotencyKey = KeyFor(o) });")]
    public Task Helpers_are_followed(string members) => Payments.VerifyAsync(Payments.Class(members));

    [Theory]
    [InlineData("await payments.{|PAY1004:CreateAsync|}(options, new() { IdempotencyKey = \"create-payment\" });")]
    [InlineData("const string Key = \"pay\"; await payments.{|PAY1004:CreateAsync|}(options, new() { IdempotencyKey = Key });")]
    [InlineData("await payments.{|PAY1004:CreateAsync|}(options, new() { IdempotencyKey = customerId });")]
    [InlineData("await payments.{|PAY1004:CreateAsync|}(options, new() { IdempotencyKey = $\"pay-{order.CustomerId}\" });")]
    [InlineData("await payments.{|PAY1004:CreateAsync|}(options, new() { IdempotencyKey = $\"pay-{customerId}-{DateTime.UtcNow:yyyyMMdd}\" });")]
    [InlineData("await payments.{|PAY1004:CreateAsync|}(options, new() { IdempotencyKey = DateTime.Today.ToString(\"yyyyMMdd\") });")]
    [InlineData("await customers.CreateAsync(new(), new() { IdempotencyKey = $\"create-customer-{customerId}\" });")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = $\"pay-{customerId}-{order.Id}\" });")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = $\"pay-{customerId}-{order.Total}\" });")]
    public Task A_key_needs_the_operations_own_id(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = key }); await refunds.{|PAY1005:CreateAsync|}(new(), new() { IdempotencyKey = key });")]
    [InlineData("var ro = new RequestOptions { IdempotencyKey = order.Id }; await customers.CreateAsync(new(), ro); await payments.{|PAY1005:CreateAsync|}(options, ro);")]
    [InlineData("var k = $\"pay-{order.Id}\"; var c = await customers.CreateAsync(new(), new() { IdempotencyKey = k }); if (flag) { await payments.{|PAY1005:CreateAsync|}(options, new() { IdempotencyKey = k }); }")]
    [InlineData("foreach (var o in orders) { await payments.{|PAY1005:CreateAsync|}(new() { Amount = o.Total }, new() { IdempotencyKey = orderId }); }")]
    [InlineData("foreach (var o in orders) { await payments.{|PAY1005:CreateAsync|}(new() { Amount = o.Total }, new() { IdempotencyKey = $\"pay-{orderId}\" }); }")]
    [InlineData("foreach (var o in orders) { var same = \"pay-\" + orderId; await payments.{|PAY1005:CreateAsync|}(new() { Amount = o.Total }, new() { IdempotencyKey = same }); }")]
    [InlineData("var n = 0; foreach (var o in orders) { await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = $\"pay-{orderId}-{n++}\" }); }")]
    [InlineData("var n = 0; foreach (var o in orders) { n++; await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = $\"pay-{orderId}-{n}\" }); }")]
    [InlineData("foreach (var o in orders) { await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = $\"pay-{orderId}-{o.Id}\" }); }")]
    [InlineData("foreach (var o in orders) { var id = o.Id; await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = $\"pay-{orderId}-{id}\" }); }")]
    [InlineData("if (flag) { await payments.CreateAsync(options, new() { IdempotencyKey = key }); } else { await refunds.CreateAsync(new(), new() { IdempotencyKey = key }); }")]
    [InlineData("if (flag) { await payments.CreateAsync(options, new() { IdempotencyKey = key }); return order; } await refunds.CreateAsync(new(), new() { IdempotencyKey = key });")]
    [InlineData("try { await payments.CreateAsync(options, new() { IdempotencyKey = key }); } catch (HttpRequestException) { await payments.CreateAsync(options, new() { IdempotencyKey = key }); }")]
    [InlineData("await payments.CreateAsync(options, new() { IdempotencyKey = \"a-\" + key }); await refunds.CreateAsync(new(), new() { IdempotencyKey = \"b-\" + key });")]
    [InlineData("foreach (var o in orders) { await payments.CreateAsync(new() { Amount = o.Total }, new() { IdempotencyKey = $\"{orderId}-{o.Id}\" }); }")]
    [InlineData("await payments.CreateAsync(options, given); await payments.ConfirmAsync(orderId, null, given);")]
    public Task One_key_stands_for_one_operation(string lines) => Payments.VerifyAsync(Payments.Method(lines));

    [Theory]
    [InlineData("string email = \"a\" + order.Id; await payments.CreateAsync(options, new() { IdempotencyKey = email });")]
    [InlineData("void Pay(string email) => payments.{|PAY1007:Create|}(options, new() { IdempotencyKey = $\"pay-{email}-{orderId}\" }); Pay(\"\");")]
    [InlineData("void Pay(string customerName) => payments.{|PAY1007:Create|}(options, new() { IdempotencyKey = customerName + orderId }); Pay(\"\");")]
    [InlineData("void Pay(string email) => payments.Create(options, new() { IdempotencyKey = orderId + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(email))) }); Pay(\"\");")]
    [InlineData("void Pay(string emailId) => payments.Create(options, new() { IdempotencyKey = $\"pay-{emailId}\" }); Pay(\"\");")]
    public Task A_key_holds_no_personal_data(string lines) => Payments.VerifyAsync(Payments.Method(lines));
}
