package bridge.simulator;

/** Writing, changing and deleting updates and replies. Called with the world locked. */
final class UpdateActions {
    private final World world;
    private final WebhookSender sender;
    private final ItemActions items;
    /** The platform's pages do not say whether an update moves {@code Item.updated_at}; both can be tried. */
    volatile boolean moveUpdatedAt = true;

    UpdateActions(World world, WebhookSender sender, ItemActions items) {
        this.world = world;
        this.sender = sender;
        this.items = items;
    }

    Update create(User user, Item item, String body) {
        return add(user, item, null, body);
    }

    /** A reply to a reply belongs to the same update. */
    Update reply(User user, Update to, String body) {
        return add(user, to.item, to.parent == null ? to : to.parent, body);
    }

    private Update add(User user, Item item, Update parent, String body) {
        Structure.allowed(user);
        if (body.isBlank()) {
            throw MondayException.invalidArgument("Update body cannot be empty");
        }
        var update = new Update(world.newId(), item, parent, user, Html.clean(body), world.now());
        world.updates.put(update.id, update);
        if (parent != null) {
            parent.replies.add(update);
        }
        moved(user, item);
        sender.publish(Change.update(user, update, "create_update"));
        return update;
    }

    Update edit(User user, Update update, String body) {
        Structure.allowed(user);
        update.body = Html.clean(body);
        update.editedAt = world.now();
        moved(user, update.item);
        sender.publish(Change.update(user, update, "edit_update"));
        return update;
    }

    /** Replies go with their update. */
    Update delete(User user, Update update) {
        Structure.allowed(user);
        world.updates.remove(update.id);
        update.replies.forEach(reply -> world.updates.remove(reply.id));
        if (update.parent != null) {
            update.parent.replies.remove(update);
        }
        moved(user, update.item);
        sender.publish(Change.update(user, update, "delete_update"));
        return update;
    }

    private void moved(User user, Item item) {
        if (moveUpdatedAt) {
            items.touch(user, item);
        }
    }
}
