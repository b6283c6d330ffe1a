package com.example.serve;

import ai.djl.translate.TranslateException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/** A service: a picture sent to /classify with POST is answered with the most probable classes, as JSON. */
public final class Serve {

    private Serve() {}

    /** Takes the port as its argument; 0 for any that is free. */
    public static void main(String[] arguments) throws Exception {
        Classifier classifier;
        try (InputStream model = Serve.class.getResourceAsStream("/model.onnx")) {
            classifier = new Classifier(model);
        }
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/classify", exchange -> answer(exchange, classifier));
        server.start();
        System.out.println("http://localhost:" + server.getAddress().getPort() + "/classify");
    }

    private static void answer(HttpExchange exchange, Classifier classifier) throws IOException {
        try (exchange) {
            BufferedImage picture = ImageIO.read(exchange.getRequestBody());
            boolean readable = picture != null;
            String answer = readable
                    ? classifier.classify(picture).toJson()
                    : "{\"error\": \"send a PNG or JPEG picture as the body of a POST request\"}";
            byte[] json = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(readable ? 200 : 400, json.length);
            exchange.getResponseBody().write(json);
        } catch (TranslateException e) {
            throw new IOException(e);
        }
    }
}
