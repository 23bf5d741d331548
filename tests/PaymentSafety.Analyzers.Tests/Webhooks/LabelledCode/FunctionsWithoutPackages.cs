// references: packages missing
using System.IO;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Stripe;

namespace Teach;

public class StripeWebhookFunction(IPlans plans)
{
    [Function("StripeWebhook")]
    public async Task<HttpResponseData> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData req)
    {
        string json = await new StreamReader(req.Body).ReadToEndAsync();
        Event stripeEvent;
        try
        {
            stripeEvent = EventUtility.ParseEvent(json, throwOnApiVersionMismatch: false); // PAY4001
        }
        catch (StripeException)
        {
            return req.CreateResponse(System.Net.HttpStatusCode.BadRequest);
        }

        await plans.ApplyAsync(stripeEvent.Data.Object);
        return req.CreateResponse(System.Net.HttpStatusCode.OK);
    }

    [Function("Checked")]
    public async Task<HttpResponseData> Checked([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData req, string secret)
    {
        string json = await new StreamReader(req.Body).ReadToEndAsync();
        EventUtility.ValidateSignature(json, req.Headers.GetValues("Stripe-Signature").First(), secret);
        await plans.ApplyAsync(EventUtility.ParseEvent(json).Data.Object);
        return req.CreateResponse(System.Net.HttpStatusCode.OK);
    }
}

public class LambdaHandler(IPlans plans)
{
    public async Task<int> HandleAsync(APIGatewayProxyRequest request)
    {
        await plans.ApplyAsync(EventUtility.ParseEvent(request.Body).Data.Object); // PAY4001
        return 200;
    }
}

public interface IPlans { Task ApplyAsync(object data); }
